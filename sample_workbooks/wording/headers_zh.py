"""中文工作簿附表的表名与表头：the Chinese workbook's names and headers, in the order they stand."""

from __future__ import annotations

SHEETS: dict[str, tuple[str, dict[str, str]]] = {
    "leads": ("线索", {
        "created": "登记日期", "source": "渠道", "company": "公司", "contact": "联系人",
        "phone": "电话", "need": "需求", "score": "评分", "owner": "客户经理",
        "status": "状态", "next_date": "下次跟进日期", "converted_deal": "转化商机",
        "cost": "获客费用", "referred_by": "推荐人", "notes": "备注",
    }),
    "activities": ("活动记录", {
        "date": "日期", "type": "活动类型", "deal": "商机", "customer": "客户名称",
        "contact": "联系人", "owner": "客户经理", "outcome": "结果", "next_action": "下一步",
        "next_date": "下一步日期", "done": "已完成", "notes": "备注",
    }),
    "contacts": ("联系人", {
        "name": "姓名", "customer": "客户名称", "position": "职务", "department": "部门",
        "layer": "层级", "decision_role": "决策角色", "attitude": "态度", "influence": "影响力",
        "covered_by": "覆盖人", "last_touch": "最近接触", "reports_to": "上级",
        "strategy": "策略", "win_note": "个人诉求", "phone": "电话", "notes": "备注",
    }),
    "relations": ("业务关系", {
        "from": "甲方人员", "to": "乙方人员", "type": "关系类型", "notes": "备注",
    }),
    "tasks": ("工作任务", {
        "id": "任务编号", "deal": "商机", "parent": "上级任务", "task": "任务",
        "owner": "责任人", "department": "责任部门", "start": "开始日期", "due": "截止日期",
        "done": "完成日期", "progress": "进度", "milestone": "里程碑", "notes": "备注",
    }),
    "checklist": ("检查清单", {
        "deal": "商机", "stage": "阶段", "kind": "类别", "item": "检查项", "required": "必须",
        "done_by": "完成人", "done_on": "完成日期", "notes": "备注",
    }),
    "gates": ("评审", {
        "deal": "商机", "gate": "评审点", "reviewer": "评审人", "date": "评审日期",
        "decision": "评审结论", "conditions": "附加条件", "reason": "理由",
        "self_reviewed": "自审", "notes": "备注",
    }),
    "deal_team": ("项目组", {
        "deal": "商机", "member": "成员", "role": "角色", "from": "开始日期", "to": "结束日期",
        "notes": "备注",
    }),
    "competitors": ("竞争对手", {
        "deal": "商机", "competitor": "竞争对手", "threat": "威胁", "price": "对手报价",
        "strength": "优势", "weakness": "劣势", "product": "产品特点", "focus": "战略区域重点",
        "policy": "销售政策", "won": "是否中标", "notes": "备注",
    }),
    "criteria": ("决策因素", {
        "deal": "商机", "criterion": "决策因素", "weight": "权重", "ours": "我方得分",
        "competitor": "竞争对手", "theirs": "对手得分", "notes": "备注",
    }),
    "proposals": ("方案", {
        "deal": "商机", "version": "版本", "kind": "方案类型", "date": "编制日期",
        "sent": "提交日期", "accepted": "认可日期", "author": "编制人", "link": "链接",
        "notes": "备注",
    }),
    "quotes": ("报价", {
        "id": "报价编号", "deal": "商机", "version": "版本", "date": "报价日期",
        "product": "产品", "quantity": "数量", "list": "标价", "discount": "折扣",
        "net": "净价", "requested_by": "申请人", "approved_by": "审批人",
        "approved_on": "审批日期", "status": "状态", "notes": "备注",
    }),
    "documents": ("文档", {
        "deal": "商机", "type": "文档类型", "name": "文档名称", "link": "链接",
        "version": "版本", "date": "日期", "owner": "客户经理", "notes": "备注",
    }),
    "reviews": ("项目总结", {
        "deal": "商机", "date": "总结日期", "result": "结果", "reason": "原因",
        "lessons": "经验教训", "cost": "投入成本", "revenue": "合同收入", "author": "总结人",
    }),
    "surveys": ("满意度调查", {
        "date": "日期", "kind": "调查类型", "customer": "客户名称", "contact": "联系人",
        "question": "问题", "score": "评分", "scale": "满分", "answer": "意见",
    }),
    "service": ("售后服务", {
        "id": "服务编号", "date": "日期", "customer": "客户名称", "type": "服务类型",
        "issue": "问题", "owner": "客户经理", "status": "状态", "solution": "处理结果",
        "closed": "关闭日期", "notes": "备注",
    }),
    "market": ("市场", {
        "date": "日期", "segment": "细分市场", "region": "区域", "product": "产品",
        "size": "市场规模", "growth": "市场增长率", "source": "资料来源", "notes": "备注",
    }),
    "territories": ("区域规划", {
        "name": "区域", "owner": "负责人", "characteristics": "区域特性",
        "industries": "业种构成", "rivals": "竞争代理店势力", "customer_list": "客户名单",
        "sources": "资料来源", "handover": "前任交接", "notes": "备注",
    }),
    "scorecards": ("绩效考核", {
        "member": "姓名", "period": "考核期", "metric": "考核指标", "weight": "权重",
        "target": "目标值", "actual": "实际值", "cap": "上限", "floor": "下限",
        "method": "计分方法", "score": "得分", "notes": "备注",
    }),
    "training": ("培训", {
        "date": "日期", "member": "姓名", "topic": "培训类别", "course": "培训内容",
        "hours": "学时", "trainer": "讲师", "result": "培训结果", "notes": "备注",
    }),
    "coaching": ("辅导记录", {
        "date": "日期", "member": "成员", "coach": "辅导人", "deal": "商机", "topic": "主题",
        "observation": "观察", "agreed": "改进约定", "follow_up": "跟进日期", "done": "已完成",
        "notes": "备注",
    }),
    "contracts": ("合同", {
        "no": "合同编号", "deal": "商机", "customer": "客户名称", "owner": "客户经理",
        "amount": "合同金额", "status": "状态", "drafted": "草拟日期", "reviewer": "评审人",
        "reviewed": "评审日期", "signed": "签订日期", "effective": "生效日期", "filed": "归档日期",
    }),
    "payment_plan": ("收款计划", {
        "id": "计划编号", "contract": "合同编号", "deal": "商机", "customer": "客户名称",
        "kind": "款项类型", "condition": "付款条件", "due": "应收日期", "amount": "应收金额",
        "invoiced": "开票日期",
        "received": "已收金额", "settled": "结清日期", "promised": "承诺付款日期",
        "promise": "承诺说明",
    }),
    "payments": ("回款", {
        "id": "回款编号", "date": "回款日期", "contract": "合同编号", "deal": "商机",
        "customer": "客户名称", "plan": "对应计划", "kind": "款项类型", "amount": "回款金额",
        "method": "付款方式",
    }),
    "costs": ("费用", {
        "date": "日期", "deal": "商机", "stage": "阶段", "team": "团队", "rep": "客户经理",
        "campaign": "营销活动", "type": "费用类型", "amount": "费用金额",
    }),
    "budgets": ("预算", {
        "period": "期间", "team": "团队", "campaign": "营销活动",
        "amount": "预算金额", "reason": "超支原因",
    }),
    "campaigns": ("营销活动", {
        "name": "活动名称", "type": "活动类型", "audience": "目标群体", "theme": "主题",
        "goal": "活动目标", "owner": "客户经理", "start": "开始日期", "end": "结束日期",
        "budget": "预算", "spend": "实际费用", "leads": "线索数", "status": "状态",
        "summary": "总结",
    }),
}  # fmt: skip

DEALS: dict[str, str] = {
    "quantity": "数量", "buyer_step": "客户采购步骤", "procurement_type": "采购方式",
    "offer_type": "供货类型", "need": "客户需求", "budget_confirmed": "预算已落实",
    "decision_maker": "决策人", "commitment": "客户承诺", "parent_deal": "前项目",
    "market_potential": "市场潜力", "strategic_fit": "战略匹配度",
    "forecast_override": "经理预测", "lost_stage": "丢单阶段", "customer_analysis": "客户分析",
    "own_analysis": "自身分析", "competition_analysis": "竞争分析",
    "environment_analysis": "环境分析", "strengths": "SWOT优势", "weaknesses": "SWOT劣势",
    "openings": "SWOT机会", "threats": "SWOT威胁", "key_info": "关键信息",
    "tender_no": "招标编号", "tender_deadline": "投标截止日期", "tender_bond": "投标保证金",
    "tender_result": "投标结果", "campaign": "营销活动",
}  # fmt: skip
CUSTOMERS: dict[str, str] = {
    "status": "客户状态", "relationship_level": "合作层次", "cadence_days": "回访周期(天)",
    "parent": "上级单位", "referred_by": "推荐人", "loyalty": "忠诚度等级",
}  # fmt: skip
MEMBERS: dict[str, str] = {
    "name": "姓名", "team": "团队", "manager": "主管", "region": "区域", "role": "岗位",
    "joined": "入职日期", "left": "离职日期", "product": "产品", "function": "职能",
    "matrix_manager": "矩阵经理", "notes": "备注",
}  # fmt: skip
