import { scriptLanguage, type ScriptLanguage } from '../../domain/scripts/template.ts';
import type { OutgoingMessage } from './ports.ts';

/** An e-mail as text and as HTML: the same words, with the bank's name above and the way out below. */

export interface EmailHouse {
  bankName: string;
  footerLines: readonly string[];
}

export interface EmailContent {
  text: string;
  html: string;
}

const WORDS: Readonly<Record<ScriptLanguage, { why: string; stop: string }>> = {
  'zh-CN': { why: '您收到此邮件，是因为您在我行有账户。', stop: '不再接收此类邮件' },
  en: { why: 'You get this e-mail because you have an account with us.', stop: 'Stop these e-mails' },
};

/** @returns both parts of the e-mail */
export function emailContent(
  { language, subject, body }: Pick<OutgoingMessage, 'language' | 'subject' | 'body'>,
  { bankName, footerLines }: EmailHouse,
  unsubscribeUrl: string,
): EmailContent {
  const words = WORDS[scriptLanguage(language)];
  const footer = [bankName, ...footerLines];
  const text = [body, '', '--', ...footer, '', words.why, `${words.stop}: ${unsubscribeUrl}`, ''].join('\n');
  const paragraphs = body
    .split(/\n+/)
    .map((line) => `<p style="margin:0 0 1em">${escaped(line)}</p>`)
    .join('\n');
  const html = `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;font:16px/1.6 ${FONTS}">
<div style="max-width:36em;margin:0 auto">
<div style="padding-bottom:12px;margin-bottom:24px;border-bottom:1px solid #999;font-weight:600">${escaped(bankName)}</div>
<h1 style="font-size:20px;line-height:1.3;margin:0 0 1em">${escaped(subject)}</h1>
${paragraphs}
<div style="padding-top:12px;margin-top:32px;border-top:1px solid #999;font-size:13px;opacity:.75">
${footer.map(escaped).join('<br>\n')}
<p style="margin:1em 0 0">${escaped(words.why)} <a href="${escaped(unsubscribeUrl)}" style="color:inherit">${words.stop}</a></p>
</div>
</div>
</body>
</html>
`;
  return { text, html };
}

const FONTS = "system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif";

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
