import type { Channel } from '../../strategy/schema.ts';
import { makeScript, type Script, type ScriptDraft, type ScriptText } from '../script.ts';

/** Written messages, other than letters. */
export const MESSAGE: Channel[] = ['sms', 'email', 'push'];

/** What a short message ends with. */
const SHORT_END = {
  'zh-CN': '[[{disclosure}]][[{help}]][[{complain}]][[{stop}]]',
  en: '[[ {disclosure}]][[ {help}]][[ {complain}]][[ {stop}]]',
} as const;

/** ... and an e-mail: who to turn to, and who writes. */
const BODY_END = {
  'zh-CN':
    '[[\n\n{disclosure}]][[\n\n{help}]][[\n\n{complain}]]\n\n{creditor}\n联系方式：{contact}[[\n\n{stop}]]',
  en: '[[\n\n{disclosure}]][[\n\n{help}]][[\n\n{complain}]]\n\n{creditor}\nHow to reach us: {contact}[[\n\n{stop}]]',
} as const;

/** @returns a script of the product; it is published as it is, see {@link builtInScripts} */
export function define(draft: ScriptDraft): Script {
  return makeScript(draft, 1);
}

/** Thanks need no word of where to complain. */
const ABOUT_RIGHTS = /\[\[(\n\n| )?\{(help|complain)\}\]\]/g;

/** @returns a message with what all of them have in common: who writes, in what manner, and how to answer */
export function defineMessage({
  texts,
  ...draft
}: Omit<ScriptDraft, 'channels' | 'texts'> & {
  texts: Record<keyof ScriptDraft['texts'], Required<ScriptText>>;
}): Script {
  const { 'zh-CN': zh, en } = texts;
  const end = (text: string) => (draft.purpose === 'acknowledge' ? text.replaceAll(ABOUT_RIGHTS, '') : text);
  return define({
    ...draft,
    channels: MESSAGE,
    texts: {
      'zh-CN': {
        subject: zh.subject,
        body: `{name}您好：\n\n${zh.body}${end(BODY_END['zh-CN'])}`,
        short: `【{creditor}】{name}您好，${zh.short}${end(SHORT_END['zh-CN'])}`,
      },
      en: {
        subject: en.subject,
        body: `Dear {name},\n\n${en.body}${end(BODY_END.en)}`,
        short: `{creditor}: Dear {name}, ${en.short}${end(SHORT_END.en)}`,
      },
    },
  });
}
