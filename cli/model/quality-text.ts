import type { Quality } from '../../domain/risk/model/metrics.ts';

/** @returns the figures for people, with the table of how predicted and observed shares agree */
export function qualityText({ rows, events, auc, brier, logLoss, ks, reliability }: Quality): string {
  const ranking = 'needs both outcomes';
  return [
    `rows        ${count(rows)}, ${count(events)} of them with the event (${percent(events / rows)})`,
    `AUC         ${auc === null ? ranking : auc.toFixed(4)}`,
    `KS          ${ks === null ? ranking : ks.toFixed(4)}`,
    `Brier       ${brier.toFixed(4)}`,
    `log loss    ${logLoss.toFixed(4)}`,
    '',
    'predicted   observed   rows',
    ...reliability.map(
      ({ predicted, observed, rows: inGroup }) =>
        `${percent(predicted).padStart(9)}  ${percent(observed).padStart(9)}   ${count(inGroup)}`,
    ),
  ].join('\n');
}

export const count = (value: number) => value.toLocaleString('en');
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
