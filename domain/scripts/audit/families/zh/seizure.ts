import type { AuditFamily } from '../../rule.ts';

export const SEIZURE_ZH: AuditFamily = {
  concepts: {
    take: `
      搬 搬走 搬空 搬光 拉走 拖走 拖车 开走 拿走 牵走 抱走 扛走 抬走 扣 扣下 扣走 扣押 扣车 没收 收走 收了
      查封 封 封了 贴封条 封条 换锁 换掉 换了锁 拍卖 拍卖掉 变卖 卖掉 卖了 抵账 抵债 抵给 收房 收车 撬门
      撬锁 撬开 清空 占了 住进 赶出 赶出去 撵出 拆了 搜 抄 抄家 清场 归我们 归银行 处置 先搬 再拆 拆走 拆
      搬了 搬完 拿去卖 当废品 卖废品 抬 装车 拉货 开锁 锁上 上锁 断电 断水 贴条 贴封 扒 撵 轰出去 滚出 腾房
      腾退 清房 收回 抱 顶账 折价 充公 占 拉你 搬你 收你 一件都不 一件不留 都收走 拉空`,
    goods: `
      电视 车 车子 轿车 汽车 货车 面包车 宝马 奔驰 电动车 房 房子 房产 家具 家电 冰箱 洗衣机 空调 家里 你家
      东西 值钱 财产 财物 家当 门锁 锁 拖拉机 牛 羊 猪 粮食 摩托 摩托车 手机 电脑 金 首饰 金银 店 店铺 货
      设备 机器 老宅 祖屋 宅基地 别墅 商铺 嫁妆 结婚戒指 戒指 手表 存款 老屋 养老金 沙发 床 桌子 彩电
      热水器 三轮车 农机 收割机 鸡 鸭 鱼塘 果园 地 田 店面 门面 柜台 货架 公司设备 婚房 新房 学区房 地皮
      工具 相机 平板 游戏机 钢琴 古董 酒 烟 存折`,
    'seize.direct': `
      抄你家 抄家 收你的房 收你房 收你车 收你的车 拖你车 拖你的车 扣你车 扣你的车 换你家锁 换你门锁 撬你家
      搬你家 搬空你 把你家搬 家里搬空 换锁收房 收房 撬开你 砸开你 锁你家 封你家 封你店 封你的店 封你门
      断你家 断你水 断你电 把你赶 把你撵 轰出家 你别想住 房子别想 车别想 车就没 房就没 房子就没 车子就没
      家给你搬 家都搬 把家搬 拿东西抵 东西抵债 拿车抵 拿房抵 拉你店 拉你家 搬你店 拉走你`,
    'goods.secured': '抵押房产 抵押物 抵押车辆 抵押车 抵押财产 质押物 处置抵押',
  },
  lifts: ['excuse.report', 'excuse.ban'],
  rules: [
    {
      category: 'property_seizure_threat',
      reason: 'threatens to take things without a court',
      needs: ['take', 'goods', 'you.rude|self|future'],
      near: 12,
      lifts: ['excuse.court', 'excuse.right', 'excuse.customer', 'excuse.regret', 'goods.secured'],
    },
    {
      category: 'property_seizure_threat',
      reason: 'threatens to take things without a court',
      needs: ['seize.direct'],
      lifts: ['excuse.customer', 'excuse.regret'],
    },
    {
      category: 'property_seizure_threat',
      reason: 'threatens to take things that do not secure the loan',
      needs: ['take', 'goods'],
      near: 12,
      when: { secured: false },
      lifts: ['excuse.customer', 'excuse.right', 'excuse.regret'],
    },
  ],
};
