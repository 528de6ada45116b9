import type { AuditFamily } from '../../rule.ts';

export const HARASSMENT_ZH: AuditFamily = {
  concepts: {
    call: `
      打 拨 呼 呼叫 电话 来电 打给 骚扰 轰炸 叫醒 短信 打电话 拨打 呼你 call 响 找你 联系你 催 催你 发消息
      群呼 外呼 总机 座机 打它 前台`,
    'frequency.high': `
      一百个 几百个 上百 上百个 几十个 几十次 五十个 一百次 无数 每隔 每小时 每个小时 每半小时 每十分钟
      每五分钟 每分钟 分钟一个 分钟一次 分钟打 小时打 一天到晚 从早到晚 从早打到晚 天天 #小时 二十四小时
      全天候 不停 不停地 不断 连环 轮番 轮流 轮着 打爆 没完没了 没日没夜 日夜 昼夜 日日夜夜 一直打 三班倒
      不间断 接着打 继续打 打到你 打到还 打到你还 循环 自动拨 自动打 机器人 群呼 连着打 #个号 #个电话 #遍
      #次 十个号 百个号 几十个号 一秒 挨个打 排着队 一个接一个 早中晚 二十个 三十个 八十个 二百个 两百个
      五百个 一千个 上千 每天打 每天给你打 每天都给你 每天都打 一遍又一遍 一遍遍 一次又一次 反复 来回
      每天早上 每天晚上 每天半夜 每天凌晨 天天晚上 五点就 六点就 一天几十 一天上百 一天二十 一天三十
      一天五十 一天一百 上百通 几十通 一百通 五十通 #通 轰炸 自动外呼 机器自动 机器不停 自动拨号 换着号码
      换号打 不同号码 换着号 四五十回 几十回 上百回 #回 百八十 叫你起床 哄你睡 一上午打 一下午打 天天如此`,
    night: `
      半夜 凌晨 深夜 三更半夜 大半夜 后半夜 夜里 午夜 大晚上 大清早 天不亮 天没亮 半夜三更 睡觉的时候
      晚上十一 晚上十二 晚上#点 除夕 年三十 大年`,
    'harass.direct': `
      短信轰炸 电话轰炸 轰炸你 轰炸机 呼死你 呼死 打爆你 打爆 云呼 骚扰你 让你睡不 睡不着觉 睡不了 没法睡
      睡不好 睡个好觉 睡不踏实 不得安宁 不得安生 安生 让你不安 没个安静 让你清静 清静 别想安 别想睡
      别想清净 耗得过 看谁耗 耗到底 跟你耗 烦死你 烦到你 缠着你 缠上你 缠到 盯死你 盯上你 阴魂不散 跟定你
      死磕 关机试试 换号试试 拉黑试试 天天上门 赖在你 住你家 坐你家 坐在你 跟着你 跟到 手机没电 手机打爆
      打到关机 打到停机 打到崩溃 撑不住 扛不住 让你崩溃 折磨 消停 别想消停 不消停 不让你消停 轮着来 轮番
      连环call 夺命 夺命连环 骚扰到 打到你还 天天问候 时时刻刻 寸步不离 如影随形 陪你玩 慢慢玩 陪你耗
      奉陪到底 跟你没完 没完没了 跟你玩到底 玩到底 年都过 过不好年 过年 睡觉 吃饭都不 让你接到 接到手软
      手机响 铃声 别想清 不得清 别想关机 别想躲 躲得了初一 跑得了和尚 躲到哪 躲到天边 逃到哪 跑到哪`,
    evade: `
      拉黑 换号 换手机 换电话 关机 挂电话 挂断 挂我 挂了 屏蔽 静音 不接 躲 停机 不接电话 换卡 换个号`,
    anyway: `
      照样 也没用 没用 还有 试试 继续 接着 一样 也能 都能 照打 再打 又打 马上打 换个号 换别的号 也找得到
      找得到 有的是 系统 跑不掉 跑不了 躲不掉 躲不过`,
    'rate.limit': '最多 至多 不超过 仅限 只在 以内',
    pressure: `
      再拖 再拖一天 再不还 再不接 再不处理 再赖 再躲 再装 再跟我 别以为 信不信 我就 就去 就打 就让 让你
      叫你 我让 都得 跑不 躲得 躲到 躲哪 藏哪 关机 拉黑 不还我 不还就 不还钱就 不然我 否则我 要不然 不见钱
      别怪 休想 给我 老子 由不得你 由不得 有的是 迟早 早晚 走不掉 等着 试试 敢 难看 不好看 收场 下场 后果`,
    'pressure.soft': '提醒 通知 发送 寄 可以 好处 帮 介绍 了解 解释 说明 办理 申请 安心 放心 谢谢 感谢 祝',
  },
  lifts: ['excuse.report', 'excuse.customer', 'excuse.regret', 'excuse.ban'],
  rules: [
    {
      category: 'harassment',
      reason: 'threatens to give no peace',
      needs: ['harass.direct'],
      lifts: ['excuse.right'],
    },
    {
      category: 'harassment',
      reason: 'announces calls without end',
      needs: ['frequency.high', 'call', 'you.rude|self'],
      near: 12,
      lifts: ['excuse.right', 'rate.limit'],
    },
    {
      category: 'harassment',
      reason: 'announces calls at night',
      needs: ['night', 'call|home.place', 'you.rude|self'],
      near: 12,
      lifts: ['excuse.right', 'rate.limit'],
    },
    {
      category: 'harassment',
      reason: 'says that there is no getting away from calls',
      needs: ['evade', 'anyway', 'you.rude|self'],
      near: 12,
      lifts: ['excuse.right'],
    },
    {
      category: 'harassment',
      reason: 'presses the customer in a threatening tone',
      needs: ['pressure', 'you.rude'],
      near: 12,
      evenNegated: true,
      lifts: ['excuse.right', 'pressure.soft', 'excuse.obligor'],
    },
  ],
};
