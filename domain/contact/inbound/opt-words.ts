/** The words by which customers leave and come back; texts are folded, see foldText. */

/** What carriers and providers take for an opt-out when nothing else is said, and Chinese customers write. */
const STOP_WORDS =
  /^(please )?(stop|unsubscribe|cancel|end|quit|revoke|opt[- ]?out|n?t|n?td|退订(短信)?|取消订阅|停止(发送|短信|接收)?|拒收)( please| now| it)?$/;
const STOP_ALL = /^(stop ?all|stop everything|全部停止|全部退订)$/;
const START_WORDS =
  /^(yes )?(start|unstop|subscribe|resubscribe|opt[- ]?in|开始接收|(恢复|重新|继续)(订阅|接收|发送))$/;

/** Sentences; of a bank's fees or a payment they say nothing. */
const STOP_SENTENCES = [
  /\bstop (texting|messaging|sending( me)? (texts|messages|sms)|sms|((the|these|your|text) )*(texts|messages|sms))\b/,
  /\b(do ?n'?t|do not|never) (text|message|sms)\b.*\b(again|any ?more|ever|number|me)\b/,
  /\b(do ?n'?t|do not|never) send (me )?(any ?more |any )?(texts|messages|sms)\b/,
  /\bno more (texts|messages|sms|text messages)\b/,
  /\b(remove|take) (me|us|my number|this number) (off|from)\b/,
  /\b(please )?(unsubscribe|opt) (me|us|my number)( out)?\b/,
  /\bwant to (unsubscribe|opt out)\b/,
  /(回复?|发送?) ?(t|td|n) ?退订/,
  /(不要|别|勿|不许|停止)再?((给|向|跟)我)?再?(发送?|推送)(给?我)?(短信|信息|消息)/,
  /(不要|别|勿|不许)再?((给|向|跟)我)?再?(发送?|推送)(给?我)?了?[。!,~ ]*$/,
];
const STOP_CALLS = [
  /\b(stop|quit) (calling|phoning|ringing|(the|these|your) calls|calls)\b/,
  /\b(do ?n'?t|do not|never) (call|phone|ring)\b.*\b(again|any ?more|ever|number|me)\b/,
  /\bno more (calls|phone calls)\b/,
  /(不要|别|勿|不许|停止)再?((给|向|跟)我)?再?(打|拨打)(给?我)?(电话|了)/,
];
const STOP_CONTACT = [
  /\bstop (contacting|harassing|bothering)\b/,
  /\b(do ?n'?t|do not|never) contact\b.*\b(again|any ?more|ever|number|me)\b/,
  /\b(no more|cease (all )?)contact\b|\bleave me alone\b/,
  /(不要|别|勿|不许|停止)再?(联系|骚扰)/,
];

/** @returns whether the customer wants no more messages by this channel */
export function isOptOut(said: string): boolean {
  return STOP_WORDS.test(bare(said)) || STOP_SENTENCES.some((pattern) => pattern.test(said));
}

/** @returns whether the customer wants neither messages nor calls */
export function isOptOutOfAll(said: string): boolean {
  const contact = STOP_CONTACT.some((pattern) => pattern.test(said));
  return contact || STOP_ALL.test(bare(said)) || (isOptOut(said) && isOptOutOfCalls(said));
}

/** @returns whether the customer wants no more calls */
export function isOptOutOfCalls(said: string): boolean {
  return STOP_CALLS.some((pattern) => pattern.test(said));
}

/** @returns whether the customer takes an opt-out back */
export function isOptIn(said: string): boolean {
  return START_WORDS.test(bare(said));
}

/** What stands round a word does not change it. @example bare('"stop!!"') // 'stop' */
function bare(said: string): string {
  return said.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
