import type { AuditFamily } from '../../rule.ts';

/** Where the money shall come from, and where it shall go. */
export const MONEY_ZH: AuditFamily = {
  concepts: {
    'borrow.push': `
      去借 先借 借钱还 借点 借一笔 借来 借出来 借也 借个 再借 再贷 贷一笔 贷出来 贷点 贷款还 先贷 去贷
      套出来 套点 套现 刷出来 借高利贷 高利贷 借网贷 借借呗 去借呗 借呗 微粒贷 花呗 京东白条 白条 借新还旧
      以贷养贷 拆东墙 想办法借 抵押了借 抵押出去 卖肾 卖血 卖房 秒批 秒放款 小贷公司 贷款公司 别的平台
      其他平台 别家平台 别的网贷 其他网贷 另一张卡 别的卡 找朋友借 找亲戚借 问亲戚借 跟朋友借 向亲友借
      向朋友借 找人借 找同学借 找同事借 跟家里借 问家里要 让父母 让你爸妈 让你爸 让你妈 让家里 典当 当掉
      卖掉 以卡养卡 倒贷 过桥 撸口子 撸网贷 口子 网上借 网上贷 网上撸 下个app 下载个 别的银行 别家银行
      招行的卡 另外的卡 另外一张 其他信用卡 别的信用卡 开口 求人 凑钱 凑 张罗 想办法弄 弄钱 弄点钱 抵押房
      抵押车 押了 卖车 卖金 卖首饰 卖房子 卖嫁妆 彩礼 老本 养老钱 棺材本 积蓄 救命钱 看病钱 学费 预支
      预支工资 刷信用卡 刷卡 信用卡提现 提现 取现 拆借 民间借贷 典当行 当铺 借呗提 备用金 分期乐 度小满
      京东金条 美团借 抖音放心借 跟你哥借 跟你姐借 跟你爸借 跟你妈借 跟你弟借 找你哥 公积金 取出来 下一笔
      再下一笔 下款`,
    'borrow.source': `
      亲戚 朋友 同学 同事 爸妈 父母 家里 老人 亲友 哥们 老丈人 丈母娘 兄弟姐妹 邻居 老婆 老公 舅舅 叔叔
      姑姑 姐姐 哥哥 弟弟 妹妹 战友 老板 娘家 婆家 公婆 岳父 家人 爷爷奶奶 女朋友 男朋友 熟人 老乡`,
    'borrow.verb': '借 凑 要 筹 周转 挪',
    'borrow.for': `
      还上 还 还款 还清 堵 堵上 到账 填上 结清 先还 还我们 凑 平账 补上 交 出来 填 凑齐 凑够 打过来 转过来
      先把 搞定 把我们这 把这边 还这边 还掉 归还 平了 还给我们 给我们 总之 今天必须 点前 就能结 能结 用来还
      还我这边 还我 结掉`,
    'borrow.push.direct': `
      秒批 推荐个贷款 给你推荐 推荐你 介绍个贷款 帮你贷 给你办贷款 以贷养贷没事 借高利贷 去借高利贷 卖肾
      卖血 拆东墙补西墙 撸口子 卖器官 卖血浆 捐卵 裸贷 养老钱拿 棺材本 学费先拿 学费拿来 看病钱先 救命钱`,
    'borrow.advice': `
      不要为了 不建议 请勿 请不要 切勿 别再 不必 避免 无需 如有人劝 劝您 负担 中介 先跟我们商量 量力 不要碰
      别碰 越陷越深 不需要 延长 不用再 不必再 利息更高 先申请 其实可以`,
    'private.place': `
      个人卡 个人账户 个人账号 个人支付宝 个人微信 私人 私人账户 私人账号 私账 私户 我卡上 我的卡 我这张卡
      我账户 我账上 我的账户 我支付宝 我的支付宝 我微信 我的微信 我个人 本人账户 收款码 我的码 我这个二维码
      我二维码 红包 我同事的卡 我老婆 我朋友的卡 我朋友账户 我经理的卡 户名是我 我私人 我手里 现金给我
      给我现金 交给我 给我本人 转我 转给我 打给我 打我 发给我 付给我 微信转 微信给我 加我微信 加微信
      加我好友 我本人的 我名下 我拿给 usdt 虚拟币 比特币 充值卡 话费充值 q币 礼品卡 京东卡 我建行卡
      我工行卡 我农行卡 我招行卡 我银行卡 我这边账户 我老公 我对象 我弟 我朋友 我同事 我们主管 我们经理
      我经理 主管的卡 同事的卡 员工账户 员工个人 我这里 我本人收 我代收 我来收 代收 我帮你还 我帮你转
      我帮你入账 我替你还 我替你交 建行卡 好处费 辛苦费 我自己的 我自己卡 收款二维码 这个二维码 微信收款
      支付宝收款 私下给 塞`,
    'pay.move': '转 转账 转到 打 打到 打款 付 付款 付钱 发 扫 扫码 汇 汇款 给 还 还款 存 充 交 收 过 直接',
    'private.deal': `
      给你销账 给你结清 给你抹 帮你抹 抹了 给你打折 打八折 打五折 打对折 不开收据 不走公 不走公账 不走官方
      别走银行 别走官方 别走公司 不通过银行 不通过公司 私下 私下解决 私了 别告诉公司 别跟公司说 咱俩
      你知我知 走银行太慢 流程太慢 系统里改 帮你消 给你消 帮你搞定 好处费 辛苦费 茶水费 优惠给你 帮你入账
      回头帮你 做成坏账 坏账核销 核销 我帮你做 给你做 我帮你消 免催 帮你压 帮你拖 帮你停催 内部渠道
      内部操作 内部名额 走内部 找关系 打点 意思意思 喝茶钱 喝茶费 抽成 分成 返点 回扣 两清 不用走系统
      不入系统 系统里不 别留记录 删聊天记录 别截图 不要声张`,
    'private.warn': `
      切勿 请勿 不要 不会要求 不会让您 任何 如有人 官方账户 官方渠道还款 通过官方 谨防 不接受`,
  },
  lifts: ['excuse.report', 'excuse.customer', 'excuse.ban'],
  rules: [
    {
      category: 'induce_borrowing',
      reason: 'pushes the customer to borrow elsewhere to pay',
      needs: ['borrow.push', 'borrow.for'],
      near: 18,
      lifts: ['borrow.advice', 'excuse.regret', 'excuse.right'],
    },
    {
      category: 'induce_borrowing',
      reason: 'pushes the customer to borrow elsewhere to pay',
      needs: ['borrow.push.direct'],
      lifts: ['borrow.advice', 'excuse.regret', 'excuse.right'],
    },
    {
      category: 'induce_borrowing',
      reason: 'sends the customer to family or friends for the money',
      needs: ['borrow.source', 'borrow.verb', 'you.rude|pay|borrow.for'],
      near: 10,
      lifts: ['borrow.advice', 'excuse.regret', 'excuse.right', 'excuse.obligor'],
    },
    {
      category: 'private_payment',
      reason: 'asks for payment to a person instead of the bank',
      needs: ['private.place', 'pay.move'],
      near: 14,
      lifts: ['private.warn', 'excuse.regret'],
    },
    {
      category: 'private_payment',
      reason: 'offers a deal beside the books',
      needs: ['private.deal', 'pay.move|pay'],
      near: 40,
      lifts: ['private.warn', 'excuse.regret', 'excuse.right'],
    },
  ],
};
