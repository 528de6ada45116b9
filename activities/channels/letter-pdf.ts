import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { formatInstant } from '../../domain/calendar.ts';
import { scriptLanguage, type ScriptLanguage } from '../../domain/scripts/template.ts';
import type { OutgoingMessage, PostalDetails } from './ports.ts';

/** A letter as a PDF: A4, laid out by DIN 5008 form B, so that the address shows in a DL window envelope. */

export interface Letterhead {
  name: string;
  addressLines: readonly string[];
  footerLines: readonly string[];
}

export interface LetterContent extends Pick<OutgoingMessage, 'contactId' | 'language' | 'subject' | 'body'> {
  post: PostalDetails;
  /** below the name, in the window of the envelope */
  addressLines: readonly string[];
  /** business time of the letter, epoch milliseconds */
  atMs: number;
}

const WORDS = {
  'zh-CN': {
    date: '日期',
    reference: '编号',
    customer: '客户号',
    page: (n: number, of: number) => `第 ${n} 页，共 ${of} 页`,
  },
  en: {
    date: 'Date',
    reference: 'Reference',
    customer: 'Customer',
    page: (n: number, of: number) => `${n} / ${of}`,
  },
} as const satisfies Record<ScriptLanguage, object>;

const mm = (millimetres: number) => (millimetres * 72) / 25.4;

/** Millimetres from the left and the top edge, by DIN 5008 form B. */
const PAGE = { width: 210, height: 297, left: 25, right: 20 };
const HEAD_TOP = 20;
const WINDOW = { top: 45, left: 25, width: 80, returnLine: 56, address: 62.7, lines: 6 };
const INFO = { top: 50, left: 125, labelWidth: 22 };
const SUBJECT_TOP = 103.4;
const NEXT_PAGE_TOP = 40;
const TEXT_BOTTOM = 262;
const FOOTER_TOP = 270;
const FOLDS = [105, 210];
const PUNCH = 148.5;
const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

const SIZE = { text: 10.5, small: 8, returnLine: 7, head: 15 };
/** Lines of Chinese need more air than this font gives them. */
const LINE_GAP = 3;

interface Fonts {
  regular: Buffer;
  bold: Buffer;
}

let fonts: Fonts | undefined;

/** Eight megabytes each: read when the first letter is printed, and kept. What is embedded is the glyphs in use. */
function loadFonts(): Fonts {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  const read = (file: string) => readFileSync(join(dirname(entry), '..', 'fonts', file));
  return (fonts ??= { regular: read('NotoSansHans-Regular.otf'), bold: read('NotoSansHans-Bold.otf') });
}

/**
 * @returns the letter; the same bytes whenever it is made of the same content
 * @throws UnprintableText naming the characters that the font does not have
 */
export async function letterPdf(content: LetterContent, letterhead: Letterhead): Promise<Buffer> {
  const { subject, post, language, atMs } = content;
  const title = `${post.reference}: ${subject}`;
  const doc = new PDFDocument({
    size: 'A4',
    margins: {
      top: mm(NEXT_PAGE_TOP),
      bottom: mm(PAGE.height - TEXT_BOTTOM),
      left: mm(PAGE.left),
      right: mm(PAGE.right),
    },
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: {
      Title: title,
      Author: letterhead.name,
      Creator: 'arrears',
      Producer: 'arrears',
      CreationDate: new Date(atMs),
    },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.once('end', () => resolve(Buffer.concat(chunks)));
    doc.once('error', reject);
  });
  const { regular, bold } = loadFonts();
  doc.registerFont('regular', regular).registerFont('bold', bold).font('regular');
  refuseUnprintable(doc, content, letterhead);
  drawHead(doc, letterhead);
  drawWindow(doc, content, letterhead);
  drawInfo(doc, content);
  drawText(doc, content);
  drawEveryPage(doc, content, letterhead);
  doc.end();
  return whole;
}

/** A letter that would show empty boxes for characters is not printed. */
export class UnprintableText extends Error {
  override readonly name = 'UnprintableText';
}

function refuseUnprintable(doc: Doc, content: LetterContent, letterhead: Letterhead): void {
  const { subject, body, post } = content;
  const { name, addressLines, footerLines } = letterhead;
  const text = [
    subject,
    body,
    post.name,
    post.reference,
    post.customerId,
    name,
    ...addressLines,
    ...footerLines,
  ];
  const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })
    ._font;
  const missing = new Set(
    [...text.join('')].filter(
      (char) => char !== '\n' && !font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0),
    ),
  );
  if (missing.size > 0) {
    throw new UnprintableText(`the font of letters has no glyph for ${[...missing].slice(0, 10).join(' ')}`);
  }
}

type Doc = InstanceType<typeof PDFDocument>;

const at = (doc: Doc, text: string, left: number, top: number, options: PDFKit.Mixins.TextOptions = {}) =>
  doc.text(text, mm(left), mm(top), { lineBreak: false, ...options });

function drawHead(doc: Doc, { name }: Letterhead): void {
  doc.font('bold').fontSize(SIZE.head);
  at(doc, name, PAGE.left, HEAD_TOP);
  doc.font('regular');
}

function drawWindow(doc: Doc, { post, addressLines }: LetterContent, letterhead: Letterhead): void {
  const sender = [letterhead.name, ...letterhead.addressLines].join(' · ');
  // One line, as small as it takes.
  const wide = doc.fontSize(SIZE.returnLine).widthOfString(sender);
  doc.fontSize(Math.min(SIZE.returnLine, (SIZE.returnLine * mm(WINDOW.width)) / wide));
  at(doc, sender, WINDOW.left, WINDOW.returnLine);
  doc.fontSize(SIZE.text);
  const lines = [post.name, ...addressLines].slice(0, WINDOW.lines);
  doc.text(lines.join('\n'), mm(WINDOW.left), mm(WINDOW.address), { width: mm(WINDOW.width), lineGap: -1 });
}

function drawInfo(doc: Doc, { language, post, atMs }: LetterContent): void {
  const words = WORDS[scriptLanguage(language)];
  const rows = [
    [words.reference, post.reference],
    [words.customer, post.customerId],
    [words.date, formatInstant(atMs, post.zone).slice(0, 10)],
  ] as const;
  rows.forEach(([label, value], row) => {
    const top = INFO.top + row * 5.5;
    doc.fontSize(SIZE.small);
    at(doc, label, INFO.left, top + 0.5);
    doc.fontSize(SIZE.text - 1);
    at(doc, value, INFO.left + INFO.labelWidth, top);
  });
}

/** The space within an amount, where no line may end. */
const AMOUNT = /\b([A-Z]{3}) (?=\d)/g;

function drawText(doc: Doc, { subject, body }: LetterContent): void {
  const width = mm(TEXT_WIDTH);
  doc.font('bold').fontSize(SIZE.text + 1);
  doc.text(subject, mm(PAGE.left), mm(SUBJECT_TOP), { width, lineGap: LINE_GAP });
  doc.font('regular').fontSize(SIZE.text).moveDown(1);
  for (const paragraph of body.replace(AMOUNT, '$1\u00a0').split(/\n+/)) {
    keepTogether(doc, paragraph, width);
    doc.text(paragraph, { width, lineGap: LINE_GAP });
    doc.moveDown(0.6);
  }
}

/** No page ends with the first of several lines of a paragraph. */
function keepTogether(doc: Doc, paragraph: string, width: number): void {
  const line = doc.currentLineHeight() + LINE_GAP;
  const several = doc.heightOfString(paragraph, { width, lineGap: LINE_GAP }) > 1.5 * line;
  if (several && doc.y + 2 * line > mm(TEXT_BOTTOM)) doc.addPage();
}

/** What only a finished document knows (how many pages it has), and what stands on each of them. */
function drawEveryPage(doc: Doc, { language, post }: LetterContent, letterhead: Letterhead): void {
  const words = WORDS[scriptLanguage(language)];
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // Below the text's margin: without this pdfkit would begin a new page for it.
    doc.page.margins.bottom = 0;
    doc.font('regular').fontSize(SIZE.small);
    if (page > 0) {
      at(doc, letterhead.name, PAGE.left, HEAD_TOP);
      at(doc, `${words.reference} ${post.reference}`, INFO.left, HEAD_TOP);
    }
    letterhead.footerLines.forEach((line, row) => at(doc, line, PAGE.left, FOOTER_TOP + row * 3.8));
    const numbered = words.page(page + 1, count);
    const right = PAGE.width - PAGE.right - doc.widthOfString(numbered) / mm(1);
    at(doc, numbered, right, FOOTER_TOP);
    doc.lineWidth(0.4).strokeColor('#999');
    doc
      .moveTo(mm(PAGE.left), mm(FOOTER_TOP - 2))
      .lineTo(mm(PAGE.width - PAGE.right), mm(FOOTER_TOP - 2))
      .stroke();
    for (const fold of FOLDS) doc.moveTo(mm(5), mm(fold)).lineTo(mm(10), mm(fold)).stroke();
    doc.moveTo(mm(5), mm(PUNCH)).lineTo(mm(12), mm(PUNCH)).stroke();
  }
}
