"""中文资金类文字：texts about money: payments, costs, campaigns."""

from __future__ import annotations

CASH: dict[str, tuple[str, ...]] = {
    "conditions of payment": ("合同签订", "验收合格"),
    "promises": ("财务总监承诺下批付款",),
    "overruns": ("延期项目多次往返出差",),
    "campaigns": ("上海工业展", "春季线上讲座", "老客户推荐奖励", "伙伴联合路演"),
    "audiences": ("工厂负责人", "财务与管理层", "现有客户", "伙伴的客户"),
    "themes": ("眼见为实", "三天结账", "好用就推荐", "携手同行"),
    "aims": ("线索10条", "线索15条", "每季线索5条", "联合项目8个"),
    "campaign results": ("交流充分，商机跟进中", "听众多、成交少", "", "意向多、成交少"),
}  # fmt: skip
