import type { AuditFamily } from '../../rule.ts';

export const AUTHORITY_ZH: AuditFamily = {
  concepts: {
    authority: `
      公安 公安局 公安厅 公安机关 公安分局 警察 民警 干警 警官 辅警 派出所 经侦 刑警 刑侦 网警 交警 巡警
      警方 支队 大队 检察院 检察官 检察机关 法院 人民法院 法官 执行局 执行庭 执行法官 执行员 书记员 法警
      法庭 仲裁委 仲裁委员会 仲裁员 司法局 司法所 司法厅 司法机关 银保监 银保监会 银监会 银监局 证监会
      监管局 金监局 金融监管局 金融监管总局 监管总局 人民银行总行 央行 政府 市政府 街道办 居委会 村委会
      信访局 税务局 国税 国安 纪委 监察委 公证处 工商局 市场监管 网信办 专案组 征信中心 征信管理局 清欠办
      打击逃废债 逃废债办公室 金融办 金融犯罪 反诈中心 执法 执法人员 执法大队 调解委员会 调解中心 诉调中心
      法务执行 国家机关 公检法 检方 社保局 民政局 通信管理局 警务 警务人员 警务室 片警 诉前调解
      诉前调解中心 调解员 人民调解 法务中心 司法调解 执行中心 执法局 经济犯罪 犯罪侦查 国家金融监督管理总局
      金融监督管理 监督管理局 监察 督察 巡视组 公证员 网警支队 网络警察 国家安全 联合办公 联合惩戒办 司法部
      最高法 高院 中院 基层法院 派出法庭 速裁庭 金融庭 民庭 审判庭 院方 检察 安全局 外汇局 税务 海关
      清算中心 央行征信 征信局 信用办 失信办 追债局 反洗钱`,
    'authority.act': `
      公安授权 公安机关授权 法院授权 法院委托 法院指派 公安委托 法院指定 受法院 受公安 受检察 受公安机关
      受司法 依法对你进行 依法传唤 传唤你 依法立案 配合调查 接受调查 到案说明 到案 归案 转到我手上 案件已转
      转到我们 移交到我 立案调查 对你立案 联合公安 联合法院 联合办案 联合执法 我们已和公安 依法对你 依法拘
      做笔录 录口供 案子在我 案件在我 案件承办 负责你的案 主办你 经办你的案 调查令 联合办公 跟公安 和公安
      跟法院 和法院 与公安 与法院合作 与法院联合 与公安联合 法院合作 公安合作 警务人员 政府授权 国家授权
      央行授权 监管授权 银保监授权 持证执法 行使执法 代表国家 代表政府 代表法院 奉法院 根据公安`,
    'case.you': `
      你的案 你名下 你的贷款案 您的案 你涉嫌 你这个案 您名下 您涉嫌 你的贷款 转到我 负责你 负责您 通知你
      通知您 你这笔 您这笔 配合 到案 限你 给你最后 必须处理 必须到 务必处理 须到案 今天下午 前处理 你已
      你的贷款已 您的贷款已 信用卡纠纷 借款纠纷 强制清收 联系专员 已进入 传唤 限期 逾期不 后果自负 通知
      让你 叫你 把款 打过来 给你 之内`,
    'not.me': '我不是 我们不是 并非 也不是 不是法院 不是公安 不是警察 不会以',
    'authority.use': '拨打 投诉 反映 举报 咨询 申诉 核实 报警 信访',
  },
  lifts: ['excuse.report', 'excuse.ban'],
  rules: [
    {
      category: 'impersonate_authority',
      reason: 'claims to speak for a court, the police or a regulator',
      needs: ['self.claim', 'authority'],
      near: 14,
      within: 'clause',
      inOrder: true,
      lifts: ['not.me'],
    },
    {
      category: 'impersonate_authority',
      reason: 'claims powers that only an authority has',
      needs: ['authority.act'],
      lifts: ['excuse.court', 'excuse.right', 'authority.use'],
    },
    {
      category: 'impersonate_authority',
      reason: 'introduces itself as an officer',
      needs: ['authority', 'case.you'],
      near: 16,
      lifts: ['excuse.court', 'excuse.right', 'authority.use', 'not.me', 'court.serves', 'excuse.regret'],
      unless: { suitFiled: true },
    },
  ],
};
