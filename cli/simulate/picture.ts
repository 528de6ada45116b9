import { minorDigits } from '../../domain/money.ts';
import { meanByDay, type Pairs } from './table.ts';

const [WIDTH, PANEL, GAP] = [760, 260, 60] as const;
const [LEFT, RIGHT, TOP] = [90, 32, 50] as const;
/** Two that people tell apart whatever they see of colours; the second is dashed as well. */
const LINES = [
  { colour: '#0b5fa5', dash: '' },
  { colour: '#c4560e', dash: ' stroke-dasharray="6 4"' },
] as const;

/** @returns an SVG picture of what was recovered and how often customers were contacted, cumulated by day */
export function pictureOf(pairs: Pairs, names: readonly [string, string], currency: string): string {
  const scale = 10 ** minorDigits(currency);
  const panels = [
    { title: `Recovered, ${currency}`, figure: 'recovered' as const, scale },
    { title: 'Contacts', figure: 'contacts' as const, scale: 1 },
  ];
  const height = TOP + panels.length * (PANEL + GAP);
  const drawn = panels.map(({ title, figure, scale: unit }, index) => {
    const curves = [0, 1].map((of) => cumulated(meanByDay(pairs, of as 0 | 1, figure).map((v) => v / unit)));
    return panel(title, curves, TOP + index * (PANEL + GAP));
  });
  const legend = names.map((name, index) => {
    const { colour, dash } = LINES[index === 0 ? 0 : 1];
    const x = LEFT + index * 240;
    return `<line x1="${x}" y1="20" x2="${x + 30}" y2="20" stroke="${colour}" stroke-width="2"${dash}/><text x="${x + 38}" y="24">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${escaped(`${names[0]} beside ${names[1]}: recovered and contacts by day`)}"><rect width="100%" height="100%" fill="#fff"/>${legend.join('')}${drawn.join('')}</svg>\n`;
}

function cumulated(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

function panel(title: string, curves: readonly number[][], top: number): string {
  const days = curves[0]?.length ?? 1;
  const most = niceAbove(Math.max(1, ...curves.flat()));
  const x = (day: number) => LEFT + (day / days) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => top + PANEL - (value / most) * (PANEL - 20);
  const levels = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const value = most * share;
    return `<line x1="${LEFT}" y1="${round(y(value))}" x2="${WIDTH - RIGHT}" y2="${round(y(value))}" stroke="#ddd"/><text x="${LEFT - 8}" y="${round(y(value) + 4)}" text-anchor="end">${value.toLocaleString('en-US')}</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const day = Math.round(days * share);
    return `<text x="${round(x(day))}" y="${top + PANEL + 18}" text-anchor="middle">day ${day}</text>`;
  });
  const lines = curves.map((curve, index) => {
    const { colour, dash } = LINES[index === 0 ? 0 : 1];
    const points = [0, ...curve].map((value, day) => `${round(x(day))},${round(y(value))}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`;
  });
  return `<g><text x="${LEFT}" y="${top + 8}" font-weight="bold">${escaped(title)}</text>${levels.join('')}${ticks.join('')}${lines.join('')}</g>`;
}

/** @returns 1, 2, 4 or 8 times a power of ten, so that a quarter of it is easily read */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 8, 10].find((factor) => factor * power >= value) ?? 10) * power;
}

const round = (value: number) => Number(value.toFixed(1));

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (c) => entities[c] ?? c);
}
