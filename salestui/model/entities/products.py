"""What is sold."""

from __future__ import annotations

from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

PRODUCTS = Entity(
    name="products",
    en="Products",
    zh="产品",
    sheet_aliases=("products", "product", "price list", "catalogue", "catalog", "产品", "产品表",
                   "价格表", "产品目录"),
    key="name",
    title=("name",),
    evidence=("name", "series", "price"),
    evidence_needed=2,
    fields=(
        Field("name", T.TEXT, "Product", "产品名称", (
            "product name", "name", "item", "sku", "产品", "名称", "商品"), required=True),
        Field("series", T.TEXT, "Series", "系列", (
            "product line", "category", "family", "group", "产品线", "类别", "产品系列")),
        Field("price", T.MONEY, "List price", "标价", (
            "sales price", "unit price", "price", "list price", "单价", "售价", "价格")),
        Field("cost", T.MONEY, "Unit cost", "单位成本", (
            "cost", "standard cost", "cost price", "成本", "标准成本", "成本价"), starter=False),
    ),
)  # fmt: skip
