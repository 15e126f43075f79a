"""What customers owe and pay: plan lines, payments, receivables and their collection."""
