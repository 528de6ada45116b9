import type { AuditCategory, AuditLanguage } from '../../../../domain/scripts/audit/category.ts';
import { HELD_OUT_EN } from './corpus/held-out-en.ts';
import { HELD_OUT_ZH } from './corpus/held-out-zh.ts';
import { LAST_EN } from './corpus/last-en.ts';
import { LAST_ZH } from './corpus/last-zh.ts';
import { LATER_1_EN } from './corpus/later-1-en.ts';
import { LATER_1_ZH } from './corpus/later-1-zh.ts';
import { LATER_2_EN } from './corpus/later-2-en.ts';
import { LATER_2_ZH } from './corpus/later-2-zh.ts';
import { LATER_3_EN } from './corpus/later-3-en.ts';
import { LATER_3_ZH } from './corpus/later-3-zh.ts';
import { LATER_4_EN } from './corpus/later-4-en.ts';
import { LATER_4_ZH } from './corpus/later-4-zh.ts';
import type { Line } from './corpus/line.ts';
import { TUNED_EN } from './corpus/tuned-en.ts';
import { TUNED_ZH } from './corpus/tuned-zh.ts';

/** Which lines a line belongs to; docs/auditor.md says how each was used. */
export type CorpusPart = 'tuned' | 'held-out' | 'later' | 'last';

/** A text whose verdict is known. */
export interface CorpusLine {
  readonly lang: AuditLanguage;
  readonly text: string;
  /** The category that it breaks or comes near to. */
  readonly category: AuditCategory;
  readonly ok: boolean;
  readonly part: CorpusPart;
}

const from = (lang: AuditLanguage, part: CorpusPart, ...lines: readonly (readonly Line[])[]): CorpusLine[] =>
  lines.flat().map(([category, verdict, text]) => ({ lang, text, category, ok: verdict === 'ok', part }));

export const CORPUS: readonly CorpusLine[] = [
  ...from('zh', 'tuned', TUNED_ZH),
  ...from('en', 'tuned', TUNED_EN),
  ...from('zh', 'held-out', HELD_OUT_ZH),
  ...from('en', 'held-out', HELD_OUT_EN),
  ...from('zh', 'later', LATER_1_ZH, LATER_2_ZH, LATER_3_ZH, LATER_4_ZH),
  ...from('en', 'later', LATER_1_EN, LATER_2_EN, LATER_3_EN, LATER_4_EN),
  ...from('zh', 'last', LAST_ZH),
  ...from('en', 'last', LAST_EN),
];
