import type { AuditFamily } from '../../rule.ts';

export const RIGHTS_ZH: AuditFamily = {
  concepts: {
    right: `
      投诉 异议 明细 对账单 分期 协商 减免 证明 困难 难处 录音 律师 举报 #热线 监管 申诉 延期 停催 账单
      合同 凭证 报警 权利 退订 核实 宽限 停息 挂账 质疑 理由 失业 生病 住院 解释 隐私 法律援助 银保监 消协
      #投诉 工号 停止联系 拒绝来电 撤销授权 展期 材料 证据 调解 信访 看合同 看账单 复议 上诉 缓 缓一缓 缓缓
      特殊情况 裁员 破产 车祸 手术 癌症 残疾 离婚 怀孕 老人去世 亲人去世 疫情 公司倒闭 工资没发 没发工资
      拖欠工资 消费者协会 消保 市长热线 金融办 媒体 记者 律师函 警察 法院 银监会 起诉我 告我 第三方
      不要再打 别再打 骚扰 停止催收 停止拨打 个人信息 泄露`,
    dismiss: `
      没用 没有用 白费 白申请 也是白 尽管 随便 随便打 随你 随你便 不接受 不认 没人理 没人管 不许 不准 少来
      别跟我 别给我 什么协商 没门  别想 免谈 休想 不管 不受理 照样 照催 甭 没商量 没得商量 你敢 敢
      你以为 谁理你 谁管你 去告 去投诉啊 去啊 有本事 吓唬谁 怕你 不怕 轮不到 没资格 没有资格 管不着 管不了
      关我什么事 跟我没关系 跟我无关 与我无关 不关我 一概不 一律不 概不 不存在 没这回事 没这一说 这一说
      没有的事 想都别想 想得美 做梦 不看 不听 别找借口 借口 少废话 别废话 废话少说 没什么好说 没什么好谈
      没空 算老几 能怎样 能把我怎样 能拿我怎样 又怎样 又能怎样 怎么样 省省吧 死心 不吃这一套 这套
      不可能给你 不可能 没有讨价还价 我说了算 说多少就是多少 说欠多少 照我说的 不会给你 就别想 门都没有
      白搭 白打 驳回 一分不能少 少一分 谈都别谈 不予理会 别提 少拿 吓唬我 吓唬 爱上哪 爱告 爱投诉 爱咋
      爱怎么 该催 还是催 那是你的事 是你的事 你的事 你自己的事 只认钱 认钱不认人 我们只认 老老实实 老实还钱
      跟我说没用 跟我讲没用 不关我们 关我们什么 管不了那么多 别拿 甭拿 拿这个 少跟我 少给我 少扯 扯什么
      扯淡 瞎扯 没得谈 没得选 没得 没戏 免了 不可能的事 不吃这套 不听解释 不想听 不讲情 不讲人情 不通融
      没有例外 没有特殊 一律不行 谁说都 谁来都 谁来也 天王老子 也不好使 不好使 不顶用 有屁用 有个屁 屁用
      顶个屁 没这个权利 没这权利 没有这个权利 谁给你的权利 想看 凭什么 哪来的 哪有 想得 想屁 不需要告诉你
      没义务 不给 不提供 别问 你管 你配 没有也不会给 也不会给 不会给 就还多少 显示多少 来了也`,
    'rights.direct': `
      没资格投诉 没有资格 没资格谈 没资格协商 没资格要求 没有权利 你没权利 没权利 你没有任何权利
      不需要给你看 没义务给你看 没义务给你 没必要给你看 凭什么给你看 凭什么给你 不许投诉 不准投诉 不许录音
      不准录音 不许挂电话 不准挂 不许请律师 撤销投诉 撤诉 不撤投诉 投诉一次 敢投诉 再投诉 要是投诉 要投诉
      去投诉 投诉也 投诉了也 投诉没用 投诉我 告到哪 告到哪儿 告到天 #你随便打 #随便打 #你尽管打 没得选
      必须全额 只能全额 一次性还清 不接受分期 不接受协商 不接受任何 没有资格要求 你没有资格 没资格看
      没资格问 无权过问 你无权 你没有权利 没有任何权利 爱上哪告 爱上哪投诉 爱去哪告 爱去哪投诉 随便你告
      随便告 随便你投诉 随你投诉 尽管投诉 尽管去告 尽管告 谁也帮不了你 律师也没用 律师也救不了 找律师也没用
      找谁都没用 找谁也没用 告也没用 报警也没用 报警没用 投诉不了 投诉到哪 哪里都管不了 我们只认钱`,
    'rights.retaliate': `
      多上门 加倍 翻倍 照样催 更狠 更难看 没你好 吃亏 就别想 后果 取消 涨 多打 再加 加码 天天 重点关照 看谁
      也没用 没用 没人理`,
    'demand.force': `
      必须 还 立即还 今天还 马上还 尽快还 还款 付款 限你 要求您 缴清 结清 偿还 到期 上门 联系您 催 违约金`,
    'moratorium.kept': '宽限期 暂停 停止催收 不会催 期间 结束后 期满后',
    soft: '可以 请您 书面 登记 受理 补充材料 为您 再次申请 结果 答复 回复您 帮您 协助 给您',
  },
  lifts: ['excuse.report', 'excuse.ban', 'excuse.regret'],
  rules: [
    {
      category: 'ignore_rights',
      reason: 'brushes a right of the customer aside',
      needs: ['right', 'dismiss'],
      near: 14,
      evenNegated: true,
      lifts: ['soft', 'excuse.right', 'excuse.customer', 'private.place'],
    },
    {
      category: 'ignore_rights',
      reason: 'denies a right of the customer',
      needs: ['rights.direct', 'dismiss|you.rude|rights.retaliate|debt|pay'],
      near: 24,
      evenNegated: true,
      lifts: ['soft', 'excuse.right', 'excuse.customer'],
    },
    {
      category: 'ignore_rights',
      reason: 'threatens to make a complaint costly',
      needs: ['right', 'rights.retaliate', 'you.rude'],
      near: 16,
      evenNegated: true,
      lifts: ['soft', 'excuse.right', 'excuse.customer'],
    },
    {
      category: 'ignore_rights',
      reason: 'demands payment while a moratorium is in force',
      needs: ['demand.force', 'you|future'],
      when: { moratorium: true },
      lifts: ['excuse.right', 'moratorium.kept'],
    },
  ],
};
