"""Names and headers of the optional sheets in the English workbook, in the order they stand."""

from __future__ import annotations

SHEETS: dict[str, tuple[str, dict[str, str]]] = {
    "leads": ("Leads", {
        "created": "Received", "source": "Channel", "company": "Company", "contact": "Contact",
        "phone": "Phone", "email": "Email", "need": "Need", "score": "Score", "owner": "Rep",
        "status": "Status", "next_date": "Next step on", "converted_deal": "Converted to",
        "cost": "Cost", "referred_by": "Referred by", "notes": "Notes",
    }),
    "activities": ("Activities", {
        "date": "Date", "type": "Activity", "deal": "Deal", "customer": "Customer",
        "contact": "Contact", "owner": "Rep", "outcome": "Outcome", "next_action": "Next step",
        "next_date": "Next step on", "done": "Next step done", "notes": "Notes",
    }),
    "contacts": ("Contacts", {
        "name": "Contact", "customer": "Customer", "position": "Position",
        "department": "Department", "layer": "Layer", "decision_role": "Decision role",
        "attitude": "Attitude", "influence": "Influence", "covered_by": "Covered by",
        "last_touch": "Last touch", "reports_to": "Reports to", "strategy": "Strategy",
        "win_note": "What a win means", "phone": "Phone", "email": "Email", "notes": "Notes",
    }),
    "relations": ("Relations", {
        "from": "From", "to": "To", "type": "Relation", "notes": "Notes",
    }),
    "tasks": ("Tasks", {
        "id": "Task ID", "deal": "Deal", "parent": "Part of", "task": "Task",
        "owner": "Responsible", "department": "Department", "start": "Start", "due": "Due",
        "done": "Done on", "progress": "Progress", "milestone": "Milestone", "notes": "Notes",
    }),
    "checklist": ("Checklist", {
        "deal": "Deal", "stage": "Stage", "kind": "Kind", "item": "Item",
        "required": "Required", "done_by": "Done by", "done_on": "Done on", "notes": "Notes",
    }),
    "gates": ("Gates", {
        "deal": "Deal", "gate": "Gate", "reviewer": "Reviewer", "date": "Date",
        "decision": "Decision", "conditions": "Conditions", "reason": "Reason",
        "self_reviewed": "Self-reviewed", "notes": "Notes",
    }),
    "deal_team": ("Deal team", {
        "deal": "Deal", "member": "Member", "role": "Role", "from": "From", "to": "To",
        "notes": "Notes",
    }),
    "competitors": ("Competitors", {
        "deal": "Deal", "competitor": "Competitor", "threat": "Threat", "price": "Their price",
        "strength": "Strength", "weakness": "Weakness", "product": "Product features",
        "focus": "Strategic focus", "policy": "Sales policy", "won": "Won the deal",
        "notes": "Notes",
    }),
    "criteria": ("Criteria", {
        "deal": "Deal", "criterion": "Criterion", "weight": "Weight", "ours": "Our score",
        "competitor": "Competitor", "theirs": "Their score", "notes": "Notes",
    }),
    "proposals": ("Proposals", {
        "deal": "Deal", "version": "Version", "kind": "Proposal", "date": "Date",
        "sent": "Sent on", "accepted": "Accepted on", "author": "Author", "link": "Link",
        "notes": "Notes",
    }),
    "quotes": ("Quotes", {
        "id": "Quote ID", "deal": "Deal", "version": "Version", "date": "Date",
        "product": "Product", "quantity": "Quantity", "list": "List price",
        "discount": "Discount", "net": "Net price", "requested_by": "Requested by",
        "approved_by": "Approved by", "approved_on": "Approved on", "status": "Status",
        "notes": "Notes",
    }),
    "documents": ("Documents", {
        "deal": "Deal", "type": "Document type", "name": "Document", "link": "Link",
        "version": "Version", "date": "Date", "owner": "Rep", "notes": "Notes",
    }),
    "reviews": ("Reviews", {
        "deal": "Deal", "date": "Date", "result": "Result", "reason": "Reason",
        "lessons": "Lessons", "cost": "Cost", "revenue": "Revenue", "author": "Author",
    }),
    "surveys": ("Surveys", {
        "date": "Date", "kind": "Survey", "customer": "Customer", "contact": "Contact",
        "question": "Question", "score": "Score", "scale": "Best score", "answer": "Answer",
    }),
    "service": ("Service", {
        "id": "Case ID", "date": "Date", "customer": "Customer", "type": "Service type",
        "issue": "Issue", "owner": "Rep", "status": "Status", "solution": "Solution",
        "closed": "Closed on", "notes": "Notes",
    }),
    "market": ("Market", {
        "date": "Date", "segment": "Segment", "region": "Region", "product": "Product",
        "size": "Market size", "growth": "Market growth", "source": "Source", "notes": "Notes",
    }),
    "territories": ("Territories", {
        "name": "Territory", "owner": "Rep", "characteristics": "Characteristics",
        "industries": "Industries", "rivals": "Rival agents", "customer_list": "Customer list",
        "sources": "Directories used", "handover": "Handover", "notes": "Notes",
    }),
    "scorecards": ("Scorecards", {
        "member": "Member", "period": "Period", "metric": "Metric", "weight": "Weight",
        "target": "Target", "actual": "Actual", "cap": "Cap", "floor": "Floor",
        "method": "Method", "score": "Score", "notes": "Notes",
    }),
    "training": ("Training", {
        "date": "Date", "member": "Member", "topic": "Topic", "course": "Course",
        "hours": "Hours", "trainer": "Trainer", "result": "Result", "notes": "Notes",
    }),
    "coaching": ("Coaching", {
        "date": "Date", "member": "Member", "coach": "Coach", "deal": "Deal", "topic": "Topic",
        "observation": "Observation", "agreed": "Agreed", "follow_up": "Follow-up on",
        "done": "Done", "notes": "Notes",
    }),
    "contracts": ("Contracts", {
        "no": "Contract no", "deal": "Deal", "customer": "Customer", "owner": "Rep",
        "amount": "Contract amount", "status": "Status", "drafted": "Drafted on",
        "reviewer": "Reviewer", "reviewed": "Reviewed on", "signed": "Signed on",
        "effective": "Effective from", "filed": "Filed on",
    }),
    "payment_plan": ("Payment plan", {
        "id": "Plan line", "contract": "Contract", "deal": "Deal", "customer": "Customer",
        "kind": "Payment type", "condition": "Payment condition", "due": "Due",
        "amount": "Amount due", "invoiced": "Invoiced on", "received": "Received so far",
        "settled": "Settled on",
        "promised": "Promised for", "promise": "What was promised",
    }),
    "payments": ("Payments", {
        "id": "Payment no", "date": "Received on", "contract": "Contract", "deal": "Deal",
        "customer": "Customer", "plan": "For plan line", "kind": "Payment type",
        "amount": "Amount received", "method": "Method",
    }),
    "costs": ("Costs", {
        "date": "Date", "deal": "Deal", "stage": "Stage", "team": "Team", "rep": "Rep",
        "campaign": "Marketing campaign", "type": "Cost type", "amount": "Cost",
    }),
    "budgets": ("Budgets", {
        "period": "Period", "team": "Team", "campaign": "Marketing campaign",
        "amount": "Budget", "reason": "Reason for overrun",
    }),
    "campaigns": ("Campaigns", {
        "name": "Campaign", "type": "Campaign type", "audience": "Target group", "theme": "Theme",
        "goal": "Goal", "owner": "Rep", "start": "Start", "end": "End", "budget": "Budget",
        "spend": "Spent", "leads": "Leads", "status": "Status", "summary": "Summary",
    }),
}  # fmt: skip

DEALS: dict[str, str] = {
    "quantity": "Quantity", "buyer_step": "Buyer step", "procurement_type": "Procurement",
    "offer_type": "Offer type", "need": "Need", "budget_confirmed": "Budget confirmed",
    "decision_maker": "Decision maker", "commitment": "Customer commitment",
    "parent_deal": "Follows deal", "market_potential": "Market potential",
    "strategic_fit": "Strategic fit", "forecast_override": "Manager forecast",
    "lost_stage": "Lost at stage", "customer_analysis": "Customer analysis",
    "own_analysis": "Own analysis", "competition_analysis": "Competition analysis",
    "environment_analysis": "Environment analysis", "strengths": "SWOT strengths",
    "weaknesses": "SWOT weaknesses", "openings": "SWOT opportunities",
    "threats": "SWOT threats", "key_info": "Key information", "tender_no": "Tender no",
    "tender_deadline": "Tender deadline", "tender_bond": "Tender bond",
    "tender_result": "Tender result", "campaign": "Marketing campaign",
}  # fmt: skip
CUSTOMERS: dict[str, str] = {
    "status": "Customer status", "relationship_level": "Relationship",
    "cadence_days": "Contact every (days)", "parent": "Parent company",
    "referred_by": "Referred by", "loyalty": "Loyalty tier",
}  # fmt: skip
MEMBERS: dict[str, str] = {
    "name": "Member", "team": "Team", "manager": "Manager", "region": "Region", "role": "Role",
    "joined": "From", "left": "To", "product": "Product", "function": "Function",
    "matrix_manager": "Dotted-line manager", "notes": "Notes",
}  # fmt: skip
