import type { ScriptLanguage } from '../../scripts/template.ts';

/** The one answer that an opt-out may have, and that of its being taken back. */
const TEXTS = {
  stop: {
    'zh-CN': '您已退订，我们不会再向您发送短信。如需恢复，请回复“重新订阅”。',
    en: 'You will get no more text messages from us. Reply START to get them again.',
  },
  start: {
    'zh-CN': '您已恢复接收短信。如需退订，请回复“退订”。',
    en: 'You will get text messages from us again. Reply STOP to end them.',
  },
} as const satisfies Record<string, Record<ScriptLanguage, string>>;

/**
 * @param bankName who writes, when it is known
 * @returns the text that confirms it
 * @example confirmation('stop', 'en', 'Example Bank') // 'Example Bank: You will get no more text messages …'
 * @see 47 CFR 64.1200(a)(12): one confirmation, within minutes, that asks for nothing
 */
export function confirmation(of: 'stop' | 'start', language: ScriptLanguage, bankName?: string): string {
  const text = TEXTS[of][language];
  if (bankName === undefined) return text;
  return language === 'zh-CN' ? `【${bankName}】${text}` : `${bankName}: ${text}`;
}
