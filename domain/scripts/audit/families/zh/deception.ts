import type { AuditFamily } from '../../rule.ts';

/** Who speaks, why, and for how much, told falsely or not at all. */
export const DECEPTION_ZH: AuditFamily = {
  concepts: {
    pretext: `
      快递 包裹 到付 中奖 抽奖 领奖 奖品 获奖 社保 社保局 补贴 退税 退款 体检 小学同学 老同学 同学聚会 叙旧
      老乡 战友 老朋友 问卷 调查 回访调查 医保 燃气 水电 物业 外卖 招聘 面试 入职 电信 中国移动 移动公司
      联通 礼品 礼物 理赔 相亲 房屋中介 中介 人口普查 疫苗 社区登记 招商 投资 合作 商务 车辆违章 违章 挪车
      蹭了您的车 刮了 法院寄来 幼儿园 学校老师 猎头 公积金 话费 免费领取 待领取 保险到期 客户回馈 漏水 水管
      楼下漏水 停水 检修 快递员 送货 外卖员 送外卖 送花 鲜花 蛋糕 顺丰 京东快递 驿站 取件 证件到 银行卡到
      新卡 护照到 录取通知 老师 班主任 家访 家长会 医院 体检报告 化验 住院部 出租 看房 买房 二手车 买车
      收车 顾客 大客户 采购 订货 合同要签 房产局 拆迁 征地 人社局 失业补助 补助 津贴 红包领取 抽中 幸运
      活动 会员 积分 兑换 商场 航空 航班 机票 酒店 老客户 hr招聘 猎头公司 兼职 奖学金 助学金 发放 核实家长
      学校通知 抽奖活动 送米 送油 米面油 社区送 慰问 慰问品 送温暖 发放物资 防疫 登记住户 查水表 查燃气
      问卷有奖`,
    'ask.whereabouts': `
      住址 地址 身份证号 身份证 单位 在哪上班 哪上班 工作单位 住哪 住在哪 现在住 验证码 家庭住址 联系方式
      在哪 上班地点 在哪里上班 在哪儿 见面 核对一下信息 确认一下 银行卡号 公司地址 单位地址 人在哪 人在哪里
      现在人 在家吗 在不在家 几点在家 在公司吗 门牌 门牌号 哪栋 哪个小区 哪个公司 位置 定位 发个定位
      加个微信 户籍 新地址 新号码 开门 哪家公司 什么单位 什么公司 家长单位 家住 几单元 几号楼 几号 几栋
      几楼 住几`,
    'honest.self': `
      银行客服 我是银行 贷后管理部的 工号 我们是银行 账单已 手机银行 还款账单 就您的 不是快递 不是营销 还款
      账单 结清证明 对账单`,
    'amount.double': `
      翻倍 翻一倍 翻两倍 翻十倍 翻几倍 翻#倍 翻番 翻三倍 涨到 利滚利 滚到 多算 加倍 算三万 按八万 虚报 多还
      滚雪球 一天一个价 双倍 三倍 十倍 说两万 说三万 说五万 多的部分 多报 多要 多收 虚增 夸大 往高了
      往多了说 吓唬 按最高 翻一番 翻着 加一万 加五千 再加 另加 凭空 变一万 变两万 变三万 变成两 变成三 就变
      涨一倍 多一倍 成倍 给你报 报三万 本来两万 本来一万 本来是`,
    'amount.context': `
      今天不还 不还 明天 违约金 罚息 利息 本金 滞纳金 反正 合同 再不还 不还钱 不还款 欠款 金额 实际
      实际欠款 当催收费 欠 总额 本息 数`,
    'fee.name': `
      上门费 催收费 律师费 手续费 差旅费 误工费 服务费 管理费 解冻费 保证金 销案费 撤案费 诉讼费 油费
      外访费 通讯费 征信修复费 征信洗白 催收费用 上门服务费 调解费 撤诉费 销户费 协商费 分期手续费
      减免手续费 加急费 车马费 人工费 打车费 误餐费 公证费 评估费 保全费 逾期管理费 跑腿费`,
    'fee.forced': `
      没写 合同没写 不在合同 都要你 也得给 也得交 你来出 你出 你承担 全算你 先交 先付 先打 另外再 另加 照样
      不管合同 算在你 给了才 才能 必须先 先转 没有依据 别问 不管有没有 规矩 这是规矩 行规 说了算 归你
      都归你 另算 单算 你掏 你付 由你 必须你 一分不少`,
    'contract.differs': `
      合同上写的是 合同写的是 合同没写 合同上没有 合同里没有 合同没有 合同利息是 合同利率是 合同约定是
      合同里写 合同是`,
    'contract.anyway': `
      反正 也得 照样 就得 按我说的 我说了算 不管 内部按 我们按 内部算 我们内部 认了吧 你认了 不过我们`,
    anonymous: `
      我是谁不用 我是谁你不用 我是谁你别管 我是谁跟你 我是谁与你 我是谁不重要 别管我是谁 不用管我是谁
      不用知道我是谁 你不用知道我是谁 不需要知道我是谁 你管我是谁 管我是哪 别管我是哪 哪家公司你
      哪家公司的你 不用问我工号 不用问我是 别问我是谁 别问我叫 没必要告诉你 没义务告诉你 我没有工号
      不告诉你我是 工号不告诉 我凭什么告诉你 名字不用 姓什么不用 我叫什么不用 我叫什么跟你 哪个公司的你不用
      你没资格知道 轮不到你问 不方便告诉你我是谁`,
    'debt.plain': '逾期 欠款 还款 贷款到期 催收事宜',
    'trap.direct': '征信修复 征信洗白 洗白征信 消除征信 修复征信 帮你洗征信',
  },
  lifts: ['excuse.report', 'excuse.ban'],
  rules: [
    {
      category: 'deceptive_contact',
      reason: 'hides that it is about a debt, to find out where the customer lives or works',
      needs: ['pretext', 'ask.whereabouts'],
      near: 40,
      within: 'text',
      lifts: ['honest.self', 'excuse.regret', 'excuse.court'],
      liftsAnywhere: ['honest.self'],
    },
    {
      category: 'deceptive_contact',
      reason: 'hides that it comes from a collections department',
      needs: ['pretext'],
      when: { speaker: 'collections' },
      liftsAnywhere: ['honest.self', 'debt.plain'],
    },
    {
      category: 'deceptive_contact',
      reason: 'asks for more than is owed',
      needs: ['amount.double', 'amount.context', 'you.rude|future|contract.anyway'],
      near: 20,
      lifts: ['excuse.regret', 'excuse.customer', 'excuse.right'],
    },
    {
      category: 'deceptive_contact',
      reason: 'asks for a fee that was not agreed',
      needs: ['fee.name', 'fee.forced'],
      near: 30,
      lifts: ['excuse.regret', 'excuse.customer', 'excuse.right', 'excuse.court'],
    },
    {
      category: 'deceptive_contact',
      reason: 'asks for what the contract does not say',
      needs: ['contract.differs', 'contract.anyway'],
      near: 20,
      lifts: ['excuse.regret', 'excuse.customer'],
    },
    {
      category: 'deceptive_contact',
      reason: 'does not say who is calling',
      needs: ['anonymous'],
      evenNegated: true,
    },
    {
      category: 'deceptive_contact',
      reason: 'sells what nobody can do: a clean credit record',
      needs: ['trap.direct'],
      lifts: ['private.warn'],
    },
  ],
};
