import { formatInstant } from '../../calendar.ts';
import type { SeenOf, TimedChannel } from '../../contact/best-time.ts';
import { percent, timeOfHour } from '../../contact/best-time-words.ts';
import type { LegalEnd, LegalStep } from '../../legal/steps.ts';
import { formatMoney } from '../../money.ts';
import type { Channel, Tier } from '../../strategy/schema.ts';
import type { TaskKind } from '../decision.ts';
import type { HoldKind } from '../hold.ts';
import type { AskKind, CloseReason } from '../state.ts';
import type { PlainStep, RungData, StepData } from '../step-data.ts';
import type { WaitReason } from '../wait-reason.ts';
import type { Explanation, HeldBy } from './explain.ts';
import type { Language, Written } from './language.ts';

const CHANNELS: Record<Channel, string> = {
  sms: '短信',
  email: '邮件',
  push: '应用推送',
  voice: '电话',
  letter: '信函',
};

const TIERS: Record<Tier, string> = { low: '低', middle: '中', high: '高' };

/** Roles that own holds; persons are called by their id. */
const OWNERS: Readonly<Record<string, string>> = {
  supervisor: '主管',
  policy: '催收策略',
  register: '登记机构',
  system: '系统',
  core: '核心系统',
};

const HOLDS: Record<HoldKind, string> = {
  promise: '承诺还款',
  grace: '宽限期',
  'hardship-review': '困难申请审核',
  dispute: '债务异议',
  cease: '停止联系要求',
  moratorium: '法定暂缓期',
  'deceased-review': '身故核实',
  manual: '人工暂停',
  attorney: '律师代理',
  vulnerability: '特殊困难',
  bankruptcy: '破产程序',
  complaint: '投诉',
  plan: '还款计划',
  settlement: '和解方案',
  restructuring: '贷款重组',
};

function becauseOf(hold: HeldBy, { money }: Written): string {
  const amount = hold.amountMinor === undefined ? '' : money(hold.amountMinor);
  const by = hold.dueOn ? `于 ${hold.dueOn} 前` : '';
  const words: Record<HoldKind, string> = {
    promise: `客户承诺${by}还款${amount}`,
    grace: '已给予客户宽限期',
    'hardship-review': '客户的困难申请待主管审批',
    dispute: amount === '' ? '客户对全部债务提出异议' : `客户对其中${amount}提出异议`,
    cease: '客户要求停止联系',
    moratorium: '债务处于法定暂缓还款期',
    'deceased-review': '接到客户身故的报告，尚待核实',
    manual: '主管已暂停催收',
    attorney: '客户已委托律师，由律师代为沟通',
    vulnerability: '客户有特殊困难，需予以照顾',
    bankruptcy: '客户已进入破产程序',
    complaint: '客户投诉催收行为，尚待核查',
    plan: `还款计划执行中，第 ${hold.instalment ?? 1} 期应${by}还款`,
    settlement: `和解方案执行中，应${by}还款${amount}`,
    restructuring: '贷款重组正在入账',
  };
  return words[hold.kind];
}

const TASKS: Record<TaskKind, string> = {
  'grace-review': '审批宽限申请',
  'grace-ended': '跟进提前终止宽限的案件',
  'plan-broken': '跟进还款计划违约的案件',
  'dispute-resolution': '处理债务异议',
  'hold-review': '复核暂缓措施',
  'case-review': '决定案件如何了结',
  call: '致电客户',
  'call-escalation': '查明电话未拨打的原因',
  'find-address': '查找客户的通信地址',
  'customer-reply': '阅读并答复客户的回复',
  'gate-unanswered': '补齐联系规则判断所缺的资料',
  'ask-security': '要求客户追加担保',
  'legal-approval': '审批诉讼',
  'letter-approval': '审批正式催收函',
  'plan-approval': '审批还款计划',
  'settlement-approval': '审批和解方案',
  'close-approval': '审批结案',
};

const ASKS: Record<AskKind, string> = {
  'legal-approval': '诉讼申请',
  'letter-approval': '正式催收函',
  'plan-approval': '还款计划',
  'settlement-approval': '和解方案',
  'close-approval': '结案申请',
};

const PLAIN: Record<PlainStep, string> = {
  'promise-reminder': '提醒客户履行还款承诺',
  'judge-promise': '评定还款承诺是否兑现',
  'judge-settlement': '核实和解款项是否付清',
  'judge-plan': '评定还款计划当期是否按时还款',
  'plan-reminder': '提醒客户还款计划的下一期还款',
  'plan-missed': '告知客户还款计划有一期未还，计划仍然有效',
  'grace-check': '核实宽限期内到期的款项是否已还',
  'call-lost': '等待催收员登记通话结果，逾时按已拨打处理',
  thanks: '向客户致谢还款',
};

function rungOf({ do: action, ordinal }: RungData): string {
  switch (action) {
    case 'remind':
      return `第 ${ordinal} 次提醒`;
    case 'call':
      return `第 ${ordinal} 次电话催收`;
    case 'letter':
      return '寄送正式催收函';
    case 'legal':
      return '发送诉讼告知函';
    case 'review':
      return '请主管决定案件如何了结';
  }
}

/** Where the step itself does not say how it reaches the customer. */
function channelOf({ do: action, channel }: RungData): string {
  const named = action === 'remind' || (action === 'call' && channel !== 'voice');
  return named && channel ? `${CHANNELS[channel]}，` : '';
}

function stepOf(step: StepData): string {
  switch (step.kind) {
    case 'rung':
      return `${rungOf(step)}（${channelOf(step)}逾期第 ${step.day} 天）`;
    case 'hold-end':
      if (step.hold === 'dispute') return '主管处理债务异议的期限届满，逾时升级处理';
      if (step.hold === 'hardship-review') return '主管审批困难申请的期限届满';
      return step.review ? `主管复核“${HOLDS[step.hold]}”暂缓措施` : `“${HOLDS[step.hold]}”暂缓措施到期`;
    case 'ask-end':
      return `${ASKS[step.ask]}的审批到期，逾时未批视为不同意`;
    case 'call-missed':
      return `催收员完成第 ${step.ordinal} 次电话催收的期限届满`;
    case 'written':
      return `发送催收员撰写的${CHANNELS[step.channel]}`;
    default:
      return PLAIN[step.kind];
  }
}

function policyOf(reason: WaitReason, strategy: string, { money }: Written): string {
  const by = `策略 ${strategy}`;
  switch (reason.kind) {
    case 'strategy':
      return `${by}：逾期第 ${reason.day} 天${movedOf(reason.movedDays)}`;
    case 'gate':
      return reason.rules.length > 0 ? `联系规则 ${reason.rules.join('、')}` : '联系规则';
    case 'opening':
      return '立案时已到期的步骤须错开执行';
    case 'gap':
      return `${by}：两步之间至少间隔 ${reason.days} 天`;
    case 'conversation':
      return `${by}：与客户通话后至少间隔 ${reason.days} 天`;
    case 'call-spacing':
      return `${by}：两次电话之间至少间隔 ${reason.hours} 小时`;
    case 'letter-answer':
      return `${by}：正式催收函于 ${reason.on} ${reason.served ? '送达' : '视为送达'}，客户有 ${reason.days} 天答复`;
    case 'payment':
      return `${by}：客户还款${money(reason.amountMinor)}后暂不打扰`;
    case 'tier':
      return `风险等级已调整为“${TIERS[reason.tier]}”，当日不再采取其他步骤`;
    case 'new-strategy':
      return `已改用策略 ${reason.strategy}，当日不再采取其他步骤`;
    case 'review':
      return `${by}：主管复核尚未完成，届时再次提请`;
    case 'address-sought':
      return `${by}：查找催收函地址的期限`;
    case 'address-found':
      return '已找到催收函的投递地址';
    case 'promise-broken':
      return '客户未兑现还款承诺，下一步提前';
    case 'risk-alert':
      return '主管已采纳风险预警，下一步提前';
    case 'dispute-upheld':
      return '异议成立，按其余债务的逾期天数重新安排';
  }
}

function policyOfStep(step: StepData, strategy: string): string {
  const by = `策略 ${strategy}`;
  switch (step.kind) {
    case 'rung':
      return by;
    case 'hold-end':
      if (step.hold === 'dispute') return `${by}：处理债务异议的期限`;
      if (step.hold === 'hardship-review') return `${by}：审批困难申请的期限`;
      return step.review ? `${by}：暂缓措施的复核周期` : '暂缓措施的到期时间';
    case 'ask-end':
      return `${by}：主管的审批期限`;
    case 'call-missed':
      return `${by}：催收员致电的期限`;
    case 'promise-reminder':
      return '承诺还款日的前一天';
    case 'judge-promise':
      return `${by}：承诺还款日及宽容期`;
    case 'judge-settlement':
      return '和解款项的付款日及宽容期';
    case 'judge-plan':
    case 'plan-missed':
      return `${by}：当期还款日及宽容期`;
    case 'plan-reminder':
      return `${by}：每期还款日前若干天`;
    case 'grace-check':
      return `${by}：宽限期内到期款项的还款期限`;
    case 'call-lost':
      return `${by}：登记通话结果的期限`;
    case 'thanks':
      return '了结本案的还款';
    case 'written':
      return '催收员';
  }
}

const ENDS: Record<CloseReason, string> = {
  cured: '逾期款项已全部还清',
  restructured: '贷款已重组',
  settled: '已按和解方案结清',
  'written-off': '债务已核销',
  sold: '债权已转让',
  recalled: '核心系统已撤回',
};

const LEGAL_STEPS: Record<LegalStep, string> = {
  notice: '诉讼告知',
  approval: '起诉审批',
  filing: '立案',
  preservation: '财产保全',
  hearing: '开庭审理',
  judgment: '判决',
  appeal: '上诉期',
  enforcement: '强制执行',
  withdrawal: '撤诉',
};

const LEGAL_ENDS: Record<LegalEnd, string> = {
  cured: '逾期款项已还清',
  closed: '案件已以其他方式了结',
  settled: '双方已和解',
  withdrawn: '已撤诉',
  declined: '未获批准',
  rejected: '法院未予受理',
  paid: '判决款项已付清',
  lost: '败诉',
  unenforceable: '无财产可供执行',
};

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

const SEEN: Record<SeenOf, string> = {
  segment: '同类客户',
  tier: '同一风险等级客户',
  region: '本地区客户',
};

const COUNTED: Record<TimedChannel, { contact: string; unit: string; worked: string }> = {
  voice: { contact: '致电', unit: '次', worked: '联系到本人' },
  sms: { contact: '短信', unit: '条', worked: '发送后客户还款' },
  email: { contact: '邮件', unit: '封', worked: '发送后客户还款' },
  push: { contact: '推送', unit: '条', worked: '发送后客户还款' },
};

function hourOf({
  weekday,
  hour,
  channel,
  of,
  tries,
  successes,
  own,
  usual,
}: NonNullable<Explanation['hour']>) {
  const { contact, unit, worked } = COUNTED[channel];
  const counted = (who: string, all: number, some: number) =>
    `对${who}的 ${all} ${unit}${contact}中，${some} ${unit}${worked}`;
  const seen = [
    ...(own ? [counted('该客户', own.tries, own.successes)] : []),
    ...(of ? [counted(SEEN[of], tries, successes)] : []),
  ];
  const known = seen.length > 0 ? seen.join('；') : '该时段尚无记录，其余时段效果较差';
  return `周${WEEKDAYS[weekday - 1] ?? ''} ${timeOfHour(hour)} 起，${known}；全部时段平均为 ${percent(usual)}%`;
}

function movedOf(movedDays = 0): string {
  if (movedDays === 0) return '';
  return movedDays > 0 ? `，因暂缓措施顺延 ${movedDays} 天` : `，提前 ${-movedDays} 天`;
}

function short(atMs: number, zone: string): string {
  return formatInstant(atMs, zone).slice(0, 16);
}

/** With a space before a foreign code, and none where the amount begins with a word. */
function money(minor: number, currency: string): string {
  const text = formatMoney(minor, currency);
  return currency === 'CNY' ? `人民币 ${text.slice(4)} 元` : ` ${text} `;
}

function ownerOf(owner: string): string {
  return OWNERS[owner] ?? owner;
}

export const chinese: Language = {
  separator: '',
  money,
  instant: (atMs, zone) => `${short(atMs, zone)}（${zone}）`,
  short,
  undecided: (events) => `尚未作出决定：有 ${events} 个事件待处理。`,
  notOpened: '未立案：账面没有逾期款项。',
  waiting: (step, until) => `等待至 ${until}：${stepOf(step)}。`,
  waitingFor: (step, until) => `等待至 ${until}，系统原文：${step}。`,
  since: (at) => `自 ${at} 起等待此步骤。`,
  sending: (step) => `正在执行：${stepOf(step)}。`,
  sendingOf: (step) => `正在执行，系统原文：${step}。`,
  closed: (reason, at, forgiven) =>
    `本案已于 ${at}结案：${ENDS[reason]}${forgiven === undefined ? '' : `，减免${forgiven}`}。`,
  setBy: (policy) => `时间依据：${policy}。`,
  hour: (chosen) => `当日最佳时段：${hourOf(chosen)}。`,
  held: (holds) => `期间不再另行联系客户，原因：${holds.join('；')}。`,
  heldInPart: ({ channels }, about) =>
    channels
      ? `不使用${channels.map((channel) => CHANNELS[channel]).join('、')}，原因：${about}。`
      : `该部分不予催收，原因：${about}。`,
  onThePhone: (by, until) => `${by} 正在与客户通话，须在 ${until} 前登记结果。`,
  inCourt: (step, ended) =>
    ended ? `诉讼已终结：${LEGAL_ENDS[ended]}。` : `诉讼进度：${LEGAL_STEPS[step]}。`,
  task: ({ kind, persons, approvals }, due) => {
    const by = due === undefined ? '' : `，须在 ${due} 前完成`;
    const two = persons === 2 ? `，须两人批准，已有 ${approvals ?? 0} 人批准` : '';
    return `待办：${TASKS[kind]}${by}${two}。`;
  },
  then: (step, at) =>
    at === undefined ? `此后催收流程继续：${stepOf(step)}。` : `此后（${at}）：${stepOf(step)}。`,
  waitingEvents: (events) => `有 ${events} 个事件已收到，正在处理。`,
  policyOf,
  policyOfStep,
  hold: (hold, written) => {
    const end = hold.review ? `${written.short(hold.untilMs)} 复核` : `暂缓至 ${written.short(hold.untilMs)}`;
    const reach = hold.reach === 'customer' ? '，适用于该客户的全部贷款' : '';
    return `${becauseOf(hold, written)}（${end}，负责人：${ownerOf(hold.owner)}${reach}）`;
  },
};
