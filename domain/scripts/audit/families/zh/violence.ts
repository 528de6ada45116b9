import type { AuditFamily } from '../../rule.ts';

export const VIOLENCE_ZH: AuditFamily = {
  concepts: {
    'harm.body': `
      打断 打残 打死 打爆你 打得你 打到你 打你一顿 弄死 弄残 弄你 整死 整残 砍死 砍了你 砍你 砍掉 捅死 捅你
      捅了 卸你 卸一条 卸条 卸了你 剁手 剁了 剁你 剁掉 断手 断脚 断你 废了你 废你 废掉你 废一条 干掉你 做掉
      揍你 揍死 抽你 扇你 收拾你 修理你 教训你 教训教训 弄点颜色 给你点颜色 颜色看看 给你点教训 泼油漆
      泼红漆 泼漆 泼粪 放火 放把火 点了你 烧了你 烧你家 一把火 见血 流血 放血 活埋 埋了你 要你命 要你的命
      你的命 狗命 小命 死全家 灭门 血债 陪葬 缺胳膊 少腿 缺胳膊少腿 断胳膊 断腿 白刀子 进医院 进icu 让你躺
      横着出来 躺着出来 打进医院 打折你 打断腿 敲断 打烂 打烂你 砸了你 砸烂 砸你 砸了你家 弄瞎 毁容 泼硫酸
      硫酸 绑了你 绑架 绑走 挖眼 抠眼 卸胳膊 拿刀 带刀 拿枪 给你放血 打瘸 瘸了 腿打断 手打断 踩死 掐死 勒死
      撞死 干死你 搞死 搞你 玩死你 要了你的 砍手 剁你的手 拔你 打碎 玻璃碎 砸玻璃 砸店 砸你店 轮胎 扎你车胎
      划你车 拿命 命来抵 拿命抵 命抵 一条腿 一只手 断你一 你一条 流产 打胎 砍断 半条命 没命 丢命 死路
      死路一条 死得 难看的死 尸 收尸 火葬场 棺材 纸钱 烧纸 送终 白事 灵堂 上坟 坟头 后事 遗嘱 买保险
      买份保险 头破血流 鼻青脸肿 跪 给我跪 被人打 挨打 挨揍 打闷棍 敲闷棍 麻袋 掰断 手指头 指头 打折腿 敲碎
      踹 踢死 抽筋 扒皮 剥皮`,
    'harm.hint': `
      有你好看 要你好看 让你好看 吃不了兜着走 走着瞧 等着瞧 不会放过你 不放过你 饶不了你 饶不了 让你消失
      别怪我不客气 别怪我们不客气 不客气了 这么客气 别怪我 别怪我们 别逼我 别逼我们 敬酒不吃 什么事都干得出
      什么都干得出来 什么手段 有的是办法 有的是手段 有的是人收拾 后果你承担不起 后果自己掂量
      承担不起这个后果 知道我的厉害 知道什么叫 让你知道厉害 不是吃素的 混社会 道上的 道上混 黑道 黑社会
      社会上的朋友 社会人 打手 黑白两道 亡命 坐过牢的 刚放出来 不要命 光脚的 鱼死网破 同归于尽 让你后悔
      后悔都来不及 别后悔 你会后悔 有命花 没命花 活得不耐烦 找死 想死 活腻 好好掂量 自己掂量 掂量掂量
      掂量一下 你自己掂量 走夜路 夜路 半路 不太平 悠着点 给我小心 你小心 你给我等着 你等着 给我等着
      让你好过 没好果子 好果子吃 吃苦头 吃点苦头 动手 动粗 来硬的 来横的 玩硬的 不讲情面 断子绝孙 家破人亡
      鸡犬不宁 鸡飞狗跳 出不了门 走不出 出不了这个 门儿清 门清 可别找我 别来找我 出了事 出什么事 出点啥事
      有什么三长两短 夜长梦多 别赖我 别怨我 我可不保证 我不敢保证 不敢保证 可不敢保证 谁也保不了 保不住你
      谁也救不了 看我怎么 看着办 看着吧 你试试看 试试看 你敢试试 有你受的 有得受 够你受 叫你知道 叫你后悔
      给脸不要 不见棺材 不吃硬的 软的不行 来软的 客气话 好话说尽 丑话说在前 丑话说在前头 丑话 翻脸 撕破脸
      豁出去 没人性 不择手段 让你过不好 过不好 年都过 别想过 日子别想 没好日子 混不下去 待不下去 活不下去
      无家可归 鱼死 收拾 会一会 找上门 找到你家 摸到你家 亲自登门 让你家 背后有人 身后有人 小心背后
      当心背后 小心身后 睡大街 别以为躲`,
    kin: `
      老婆 老公 媳妇 儿子 女儿 孩子 娃 小孩 爸 妈 爹 娘 父母 爸妈 爹妈 家人 家里人 全家 老人 老爹 老妈 闺女
      孙子 孙女 妹妹 弟弟 女朋友 男朋友 一家老小 家小 宝宝 老母亲 老父亲 老人家 老两口 小舅子 岳母 岳父 妹
      弟 亲妈 亲爹 老丈人 一双儿女 小孙子 母亲 父亲 妻儿 妻子 丈夫 姐 哥 你姐家 你哥家`,
    'danger.hint': `
      当心 小心 掂量 出事 出点事 出什么事 出点什么事 有意外 出意外 发生意外 点意外 不安全 注意点 看好你
      看紧 保不准 三长两短 放学 上学路上 几点放学 几点下班 几点上班 几点接 在哪上学 哪个学校 哪个班
      哪个幼儿园 年级 在哪个 住哪我 我们都清楚 我都清楚 我们都知道 一清二楚 盯着 跟着 堵 去接 走丢 丢了
      不见了 平平安安 还想平安 平安回家 能不能平安 车多 车祸 撞 少根 少一根 去学校 认识你 照片我有 见见
      拜访 照顾照顾 关照关照 会会 顺道 看看她 看看他 看望 去看看 坐坐 转转 聊聊 认认门 一个人在 独自
      一个人住 住哪 幼儿园门口 学校门口 接送 上下学 校门 坐公交 骑车 打声招呼 打个招呼 串门 请出来 请过来
      喝茶 陪她 陪他 问候 惦记 健康 身体还好 身子骨 几号楼 一查就知道 一查就 查得到 查到了 门牌 单元 楼号
      楼层`,
    gang: `
      弟兄 兄弟 兄弟们 哥们 小弟 打手 几个人 几个大汉 一帮人 一车人 一群人 带人 找人 叫人 派人 喊人 带几个
      叫几个 找几个 人手 壮汉 纹身 外勤 人马 大汉 大哥 彪形 保安 退伍 外访组 小伙子 小伙 社会青年 年轻人
      弟兄们 哥几个 兄弟几个 一伙人 一车兄弟 带队 队伍 讨债队 清收队 七八个人 十几个人 五六个人`,
    'home.place': `
      你家 家里 家门口 你家门口 楼下 上门 门口 堵门 你住 住处 你单位 你公司 单位门口 公司门口 公司楼下 门前
      你老家 你们家 你娘家 你丈母娘家 你那小店 你的店 你店 你那店 你们店 店里 你宿舍 宿舍 出租屋 租的房`,
    'body.part': '腿 手 胳膊 命 脑袋 身体 人身安全 手指 骨头 眼睛 脸 狗头 皮 肋骨 脖子 你的人',
    'warn.care': '小心 当心 掂量 悠着 保住 留神 留着',
    'go.out': '出门 走路 过马路 开车 夜路 上班路上 回家路上 下班路上 出去',
    'wait.there': `
      等着 守着 蹲着 坐着 堵着 堵你 蹲守 不走 守到 等你 候着 住下 不见钱 闹 住你家 打地铺 吃住 搬铺盖
      坐一天 坐到 天天去 天天来 轮流守 拦 堵住 堵人 截住 蹲点`,
  },
  lifts: ['excuse.report'],
  rules: [
    {
      category: 'threat_violence',
      reason: 'threatens bodily harm or damage',
      needs: ['harm.body'],
      lifts: ['excuse.customer', 'excuse.ban'],
    },
    {
      category: 'threat_violence',
      reason: 'threatens consequences that are left to the imagination',
      needs: ['harm.hint'],
      lifts: ['excuse.customer', 'excuse.right', 'excuse.ban', 'excuse.regret'],
    },
    {
      category: 'threat_violence',
      reason: 'hints that something may happen to the family',
      needs: ['kin', 'danger.hint', 'you.rude'],
      lifts: ['excuse.customer', 'excuse.ban'],
    },
    {
      category: 'threat_violence',
      reason: 'warns the customer to look after life and limb',
      needs: ['warn.care', 'body.part', 'you.rude'],
      near: 10,
      lifts: ['excuse.customer'],
    },
    {
      category: 'threat_violence',
      reason: 'warns the customer of going out',
      needs: ['warn.care', 'go.out', 'you.rude'],
      near: 12,
    },
    {
      category: 'threat_violence',
      reason: 'threatens with men at the door',
      needs: ['gang', 'home.place', 'you.rude'],
      lifts: ['excuse.customer', 'excuse.ban'],
    },
    {
      category: 'threat_violence',
      reason: 'threatens to lie in wait',
      needs: ['home.place', 'wait.there', 'you.rude|self'],
      near: 14,
      lifts: ['excuse.customer', 'excuse.ban', 'excuse.right'],
    },
  ],
};
