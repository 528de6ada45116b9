import type { AuditFamily } from '../../rule.ts';

export const LEGAL_CONSEQUENCE_ZH: AuditFamily = {
  concepts: {
    crime: `
      坐牢 坐班房 蹲监狱 蹲大牢 蹲局子 进监狱 进局子 进看守所 进去蹲 进去待 牢饭 牢底坐穿 判刑 判你 判几年
      刑拘 刑事拘留 拘留 拘捕 逮捕 抓你 抓人 抓起来 抓走 抓去 抓进去 抓捕 来抓 被抓 带走你 把你带走 通缉
      网上追逃 追逃 铐 手铐 铐走 刑事责任 刑事案件 刑事犯罪 刑事立案 诈骗罪 信用卡诈骗 贷款诈骗 恶意诈骗
      合同诈骗 涉嫌诈骗 构成诈骗 涉嫌犯罪 构成犯罪 犯法 犯罪 犯罪嫌疑 涉嫌 立案侦查 移送公安 移交公安
      移送司法 移交司法 移送检察 报案抓 局子 看守所 监狱 案底 留案底 有案底 吃官司 服刑 劳改 枪毙 在逃 布控
      边控 起步三年 三年起步 三年以上 有期徒刑 #年以上 罪名 定罪 入刑 就是诈骗 这是诈骗 属于诈骗 按诈骗
      判三年 判两年 判五年 判十年 判一年 够判 够你判 会判 要判 恶意透支 恶意逃废 逃废债罪 罪 公诉 提起公诉
      抓你的人 抓捕归案 警车 出警 带人 派出所会 派出所去 派出所的人 公安会 公安去 警察会 警察去 警察来
      警察上门 民警上门 公安上门 民警会 找警察 关进去 关起来 关你 关几天 关几年 蹲几年 蹲几天 吃牢 吃枪子
      踩缝纫机 缝纫机 里面蹲 里面待 里边待 号子 进号子 进宫 有案在身 逃犯 罪犯 嫌疑人 网逃 刑`,
    'kin.future': `
      孩子 子女 儿子 女儿 下一代 后代 三代 全家 家人 父母 你娃 小孩 直系亲属 亲属 弟弟 妹妹 哥哥 姐姐 侄子
      外甥 孙子 你家 配偶 老婆 老公 爱人 亲人 后人 子孙`,
    'future.loss': `
      上学 读书 入学 考大学 上大学 考公 公务员 考编 参军 当兵 入伍 政审 前途 前程 就业 找工作 受牵连 受影响
      受连累 连累 影响 毁了 进黑名单 上黑名单 贷不了款 背债 买房 升学 一起还 结婚 没法 抬不起 过不了
      政审肯定 参军政审 入党 提干 评职称 升职 保研 考研 留学 公职 编制 资格取消 取消资格 名额 录取 学籍
      退学 劝退 幼儿园 上户口 落户 贷款都 也还 替你背 继承 也跑不 一辈子抬`,
    'ban.life': `
      坐不了 高铁飞机 飞机高铁 坐高铁 坐飞机 飞机都坐 出不了国 出国 护照 寸步难行 限制出境 不能出境 社保停
      停社保 养老金 医保停 身份证停 身份证失效 注销户口 户口 手机号停 全国通缉 终身黑名单 永久黑名单 永远
      一辈子 终身 全国黑名单 联合惩戒 拉入黑名单 上黑名单 列入黑名单 进黑名单 征信永久 征信全毁 征信完蛋
      征信就完了 房子都买不了 银行卡全 手机停机 没收护照 吊销 剥夺 社会性死亡 黑户 贷不了款 找不到工作
      没单位要 没公司要 没人敢用 坐火车 住酒店 开房 办卡 办签证 出境 打车 网约车 微信都用不了 支付宝用不了
      话费 办手机号 结婚登记 离婚 社保断 低保 退休金 注销 冻结身份证 全社会 全网通报 征信花 征信拉黑 征信黑
      列黑 信用破产`,
    'ban.mark': `
      全 都 永远 一辈子 终身 永久 再也 彻底 别想 坐不了 不了 不能 休想 立刻 马上 全部 就完 没法 停掉 停了
      取消 停 全部都 一个都 寸步难行 用不了 办不了 没有单位 没人 拉黑 拉进 毁 完了 完蛋 终生 终生都 终身都
      世世代代`,
    'sue.done': `
      起诉了 已起诉 已经起诉 已经把你起诉 把你起诉 把您起诉 已判 已经判 判决已 判决下来 已经下来 判你败诉
      败诉 胜诉 法官已 法官已经 执行法官 强制执行 已立案 已经立案 立案了 开庭 已开庭 法院已 法院已经
      已向法院 已经向法院 查封 冻结 传票 已批准 已受理 立了案 法院批了 执行程序`,
    sue: `
      起诉 告你 告上法院 告上法庭 法院告 上法院 上法庭 打官司 诉讼 提起诉讼 立案 强制执行 仲裁 申请执行
      法庭见 法院见 走司法 走法律程序 法律程序 司法程序 支付令`,
    'enforce.now': `
      冻结 划扣 划走 扣划 扣工资 扣你工资 强制执行 强制扣款 封号 查封 停你 扣押 限制消费 限高 没收 冻上
      冻了 冻住 锁卡 锁定 清零`,
    'enforce.thing': `
      银行卡 账户 工资 工资卡 微信 支付宝 存款 名下 房产 社保卡 公积金 医保 所有卡 全部资产 家产 财产
      身份证`,
    'enforce.when': `
      今晚 今天 明天 马上 立即 立刻 直接 现在 已经 已 今早 下午 上午 分钟 小时 随时 生效 不需要法院
      不用法院 不经法院 无需法院 全部 所有 就`,
    'win.sure': `
      包赢 必判 肯定判你 必定败诉 法院都是我们 法院有人 法官是我们 百分百败诉 必输 稳赢 跟法院打过招呼
      律师费你全出 法院听我们的`,
    'not.crime': `
      民事纠纷 民事案件 不属于刑事 不是犯罪 不等于犯罪 不构成犯罪 不会坐牢 不会被抓 不会因此 不会因为
      请别担心 请您别担心`,
  },
  lifts: ['excuse.report', 'excuse.ban'],
  rules: [
    {
      category: 'false_legal_consequence',
      reason: 'threatens with prison or prosecution over a civil debt',
      needs: ['crime'],
      lifts: ['not.crime', 'excuse.customer'],
    },
    {
      category: 'false_legal_consequence',
      reason: 'says that the debt falls on children or family',
      needs: ['kin.future', 'future.loss', 'you.rude|ban.mark|debt'],
      near: 14,
      lifts: ['excuse.customer', 'excuse.regret', 'excuse.right', 'not.crime'],
    },
    {
      category: 'false_legal_consequence',
      reason: 'invents a life-long or general ban',
      needs: ['ban.life', 'ban.mark'],
      near: 14,
      lifts: ['excuse.court', 'excuse.customer', 'excuse.regret', 'excuse.right', 'court.list'],
    },
    {
      category: 'false_legal_consequence',
      reason: 'speaks of a suit or judgment that there is not',
      needs: ['sue.done'],
      when: { suitFiled: false },
      lifts: ['excuse.right'],
    },
    {
      category: 'false_legal_consequence',
      reason: 'threatens with a suit although the time for it has run out',
      needs: ['sue'],
      when: { limitationExpired: true },
    },
    {
      category: 'false_legal_consequence',
      reason: 'threatens enforcement without a judgment',
      needs: ['enforce.now', 'enforce.thing', 'enforce.when'],
      near: 16,
      lifts: ['excuse.court', 'excuse.right', 'excuse.customer', 'excuse.regret'],
      unless: { suitFiled: true },
    },
    {
      category: 'false_legal_consequence',
      reason: 'says that the outcome of a suit is settled',
      needs: ['win.sure'],
    },
  ],
};
