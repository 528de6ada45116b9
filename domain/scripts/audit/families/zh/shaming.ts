import type { AuditFamily } from '../../rule.ts';

export const SHAMING_ZH: AuditFamily = {
  concepts: {
    publish: `
      曝光 公开 张贴 贴 贴到 贴在 贴满 挂 挂到 挂在 挂出 发到 发在 发布 群发 公示 公布 广播 登报 登在 上墙
      拉群 建群 发你的欠款 发你欠款 建了个群 建个群 发遍 传遍 刷屏 直播 p成 p图 印成 印发 散发 喊 播放
      循环播放 晒 晒出 上传 放到 放在 投屏 上热搜 发给所有 做成 写在 刷在 喷在 滚动播放 复印 打印 举 举着
      举牌 举牌子 写 写上 投放 播 循环播 放出去 扔 撒 撒满 印 做个 拍 拍视频 拍抖音 出现在 登上 艾特 转发
      扩散 爆料 发文 发帖 推送 立 竖 竖个 展板 海报`,
    place: `
      网上 互联网 网络 朋友圈 抖音 快手 微博 小红书 微信群 业主群 家长群 班级群 同学群 工作群 家族群 群里
      小区 电梯 村口 村里 全村 单位门口 公司门口 家门口 你家门口 公告栏 论坛 头条 贴吧 平台 大街 马路 街上
      楼道 门上 墙上 大屏 电线杆 学校门口 校门口 广场 菜市场 报纸 电视 步行街 亲友群 村广播 宣传栏 公司群
      全网 公司楼下 楼下 小区门口 单位楼下 同城 热搜 热榜 评论区 直播间 视频号 公众号 本地 本地群 老乡群
      同事群 亲戚群 大群 好友 全公司 全单位 全校 车站 地铁站 商场 店门口 祠堂 庙会 集市 赶集 工地 食堂 大门
      电梯里 车上`,
    personal: `
      照片 身份证 名字 姓名 大名 信息 欠条 欠款 截图 头像 个人信息 资料 住址 电话号码 视频 借条 合同
      通话录音 户口 遗照 裸照 隐私 名单 大头照 证件照 自拍 你的名字 欠钱不还 四个字 欠的数 金额 欠多少 老赖
      牌子 学历 单位名称 家庭成员 账单 聊天记录 通讯录 征信报告`,
    'shame.direct': `
      拉横幅 挂横幅 打横幅 横幅 大喇叭 高音喇叭 放喇叭 喇叭 游街 送花圈 花圈 寿衣 大字报 刷大字 喷漆 刷墙
      写大字 曝光台 老赖榜 黑榜 耻辱柱 让全村 让全小区 让全公司 让全校 让所有人都知道 让所有人知道
      让大家都知道 让大家知道 让大家看看 让大家伙 让街坊 让邻居 让左邻右舍 人尽皆知 身败名裂 名声扫地
      名誉扫地 颜面扫地 抬不起头 没脸见人 臭名 丢尽脸 做人都难 人肉你 人肉搜索 社死 出名 火一把 红一把
      曝光你 曝你的光 让你出出名 敲锣打鼓 敲锣 传单 发传单 寻人启事 悬赏 举牌子 举牌 热搜 上热搜 同城热搜
      现眼 丢人丢到 丢到家 脸往哪 脸往哪儿 老脸 脸丢 没脸 脸面 面子往哪 撕破脸皮 名声 名声臭 臭大街 遗臭
      上榜 上光荣榜 光荣榜 示众 扒光 扒了 扒一扒 公之于众 广而告之 一传十 传开 传遍 谁都知道 没人不知道
      抖出来 家喻户晓 出丑 当众 让人看看 让大伙 大家评评 评评理`,
    'court.list': '失信被执行人 由法院依法公布 法院公布 依法公布 法院依法',
  },
  lifts: ['excuse.report', 'excuse.customer', 'excuse.ban', 'excuse.regret'],
  rules: [
    {
      category: 'public_shaming',
      reason: 'threatens to expose the customer in public',
      needs: ['shame.direct'],
      lifts: ['excuse.right'],
    },
    {
      category: 'public_shaming',
      reason: 'threatens to publish the debt or the customer’s data',
      needs: ['publish', 'place', 'you.rude|personal|self'],
      near: 16,
      lifts: ['excuse.right', 'court.list'],
    },
    {
      category: 'public_shaming',
      reason: 'threatens to publish the customer’s data',
      needs: ['publish', 'personal', 'you.rude'],
      near: 12,
      lifts: ['excuse.right', 'court.list'],
    },
  ],
};
