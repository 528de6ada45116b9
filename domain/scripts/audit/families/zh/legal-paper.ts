import type { AuditFamily } from '../../rule.ts';

export const LEGAL_PAPER_ZH: AuditFamily = {
  concepts: {
    paper: `
      传票 逮捕令 拘捕令 拘留证 拘传票 通缉令 判决书 裁定书 执行通知书 强制执行通知书 协助执行通知书
      强制执行通知 执行令 支付令 起诉状 立案通知书 立案通知 法院公告 开庭通知 开庭通知书 出庭通知 搜查令
      查封令 查封通知 冻结令 冻结通知书 限制消费令 限高令 限制高消费令 协查函 协查通报 立案告知书
      受理通知书 受理案件通知书 刑事立案 法院通知书 民事裁定 诉前财产保全 财产保全裁定 追逃令 布控令 强制令
      法律文书 司法文书 法院文书 司法通知 拘留通知书 逮捕通知 拘留通知 刑事拘留通知 通缉通知 失信通知书
      执行告知书 拍卖通知 腾退通知 最后通牒书 起诉通知书 诉讼通知书 应诉通知书 财产查封 庭审通知`,
    'paper.deal': `
      还款 付款 还清 结清 点击 链接 撤销 撤案 撤回 作废 失效 取消 小时内 立即处理 立即联系 编号 案号 否则
      被告 签发 已签发 加盖 公章 样式 即可 回电 速回 回复 逾期缺席 到庭 请于 前往 被列为被告`,
    'court.serves': `
      由法院送达 法院送达 法院寄 法院会送达 法院官方 由法院 法院的传票 送达给您 法院正式 以法院 法院受理
      已受理 法院已受理 留意法院 答辩状 应诉 收到法院 由人民法院 人民法院送达 法院工作人员送达 法院会
      法院会通知 由法院决定 法院决定 法院递交`,
  },
  lifts: ['excuse.report', 'excuse.ban', 'court.serves'],
  rules: [
    {
      category: 'simulate_legal_document',
      reason: 'passes itself off as a paper of a court or the police',
      needs: ['paper', 'paper.deal'],
      near: 60,
      within: 'text',
      liftsAnywhere: ['court.serves', 'not.me', 'excuse.right'],
      unless: { speaker: 'lawyer' },
    },
    {
      category: 'simulate_legal_document',
      reason: 'sends a paper of a court from a collections department',
      needs: ['paper'],
      when: { speaker: 'collections' },
      liftsAnywhere: ['court.serves', 'not.me', 'excuse.right'],
    },
  ],
};
