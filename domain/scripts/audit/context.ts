/** What is known of a text beside its words. What is not known stays out and is not guessed. */
export interface AuditContext {
  /** Who speaks or writes; `collections` when only the department is known. */
  readonly speaker?: 'collections' | 'lawyer';
  /** Who hears or reads it. */
  readonly listener?: 'customer' | 'obligor' | 'third-party';
  readonly secured?: boolean;
  readonly suitFiled?: boolean;
  readonly limitationExpired?: boolean;
  readonly moratorium?: boolean;
}

/** A context with all its fields open to writing. */
type Draft = { -readonly [Key in keyof AuditContext]: AuditContext[Key] };

/** What a bracketed remark says, in the order in which it is asked: the first of a field wins. */
const REMARKS: readonly (readonly [RegExp, AuditContext])[] = [
  [
    /not? (an? |licensed |admitted )*(attorney|lawyer|solicitor)|non-?\s?lawyer|no law licen[cs]e|not licensed|unlicensed|without a law|无律师|非律师|没有律师|不是律师|无执业|非执业/i,
    { speaker: 'collections' },
  ],
  [
    /^[\s\[【(（](attorney|lawyer|solicitor|律师)(?!函)|licensed (attorney|lawyer|solicitor)|(attorney|lawyer|solicitor|counsel) (retained|instructed|acting|for the bank)|执业律师|持证律师|代理律师/i,
    { speaker: 'lawyer' },
  ],
  [
    /collect|recover|skip.?trac|dunning|agent|call.?cent|dialler|arrears team|催收|贷后|外呼|坐席|委外|清收|资产管理部/i,
    { speaker: 'collections' },
  ],
  [/guarantor|co-?borrower|joint borrower|co-?signer|担保人|保证人|共同借款|共借/i, { listener: 'obligor' }],
  [
    /(speaking|talking|call|calls|sent|message|said|text) (is )?(to|with) .*(mother|father|parent|wife|husband|spouse|son|daughter|brother|sister|relative|neighbou?r|employer|boss|manager|colleague|co-?worker|landlord|friend|roommate|third part|reference)|third.?party|not the (debtor|borrower|customer)|(接听人|接听者|对方|对象|听者|通话|致电|发给|联系人)[^】\])）]*(母亲|父亲|家属|家人|亲属|亲戚|妻子|丈夫|配偶|儿子|女儿|同事|领导|老板|邻居|房东|朋友|第三人|第三方|紧急联系人)|非本人|非债务人|第三人/i,
    { listener: 'third-party' },
  ],
  [
    /unsecured|no (collateral|security)|not secured|credit card|personal loan|无抵押|无担保|信用贷|信用卡|纯信用|消费贷/i,
    { secured: false },
  ],
  [/secured|mortgage|collateral|有抵押|抵押贷|抵押车|车贷|房贷|抵押/i, { secured: true }],
  [
    /no (suit|claim|lawsuit|court|action|proceeding|judg|case|legal)|not (yet )?(sued|filed|been filed|issued)|nothing (has been )?filed|before (any )?(suit|action)|(suit|claim|case|lawsuit|action) (has )?not|尚未起诉|未起诉|未立案|没有起诉|未诉|无诉讼|尚未立案|没有立案|未提起/i,
    { suitFiled: false },
  ],
  [
    /(suit|claim|case|action|proceedings?|lawsuit) (was |has been |is |were )?(filed|issued|pending|begun|started)|judg(e)?ment|已起诉|已立案|已判决|诉讼中|已提起|胜诉/i,
    { suitFiled: true },
  ],
  [
    /time-?\s?barred|statute.?barred|limitation.*(expired|passed|over|run)|(past|outside|beyond) (the )?(statute|limitation)|时效已过|过时效|超过诉讼时效|诉讼时效届满|已过诉讼时效|超时效/i,
    { limitationExpired: true },
  ],
  [
    /moratorium|breathing space|bankrupt|insolvency|automatic stay|破产|停催|暂缓催收|中止催收|债务宽限/i,
    { moratorium: true },
  ],
];

/** Bracketed remarks at the start of a text, and at its end. */
const AT_START = /^\s*(?:\[[^\]]{1,120}\]|【[^】]{1,120}】)/;
const AT_END = /(?:\[[^\]]{1,120}\]|【[^】]{1,120}】|（[^）]{1,120}）|\([^)]{1,120}\))\s*$/;

/**
 * Reads the bracketed remarks that a text may begin or end with.
 *
 * @param text any string
 * @param given what the caller knows: it wins over what the remarks say
 * @returns the context
 * @example readContext('[Unsecured loan] Hello', {}) // { secured: false }
 */
export function readContext(text: string, given: AuditContext): AuditContext {
  const read: Draft = {};
  let [start, end] = [0, text.length];
  for (let remark = AT_START.exec(text); remark; remark = AT_START.exec(text.slice(start))) {
    if (!readRemark(remark[0], read)) break;
    start += remark[0].length;
  }
  for (let remark = lastRemark(text, start, end); remark; remark = lastRemark(text, start, end)) {
    if (!readRemark(remark, read)) break;
    end -= remark.length;
  }
  return start === 0 && end === text.length ? given : { ...read, ...given };
}

/** Looks only where a bracket closes at the end: a search from the left of a long text would be slow. */
function lastRemark(text: string, start: number, end: number): string | undefined {
  const tail = text.slice(Math.max(start, end - 130), end);
  return /[\]】）)]\s*$/.test(tail) ? AT_END.exec(tail)?.[0] : undefined;
}

function readRemark(remark: string, into: Draft): boolean {
  let known = false;
  for (const [pattern, says] of REMARKS) {
    if (!pattern.test(remark)) continue;
    known = true;
    Object.assign(into, { ...says, ...into });
  }
  return known;
}
