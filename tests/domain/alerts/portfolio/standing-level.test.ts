import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  levelOfRegion,
  whatToTell,
  worstOfOthers,
  type LevelReading,
  type StandingLevel,
} from '../../../../domain/alerts/portfolio/standing-level.ts';
import { MACRO_LEVELS, type MacroLevel } from '../../../../domain/case/state.ts';

const told = (indicator: string, level: MacroLevel, source = 'indicator-rules'): StandingLevel => ({
  ...{ indicator, level, source, asOf: '2026-10-31' },
});
const read = (indicator: string, level: MacroLevel): LevelReading => ({ indicator, level });

test.each<[what: string, LevelReading[], StandingLevel[], ReturnType<typeof whatToTell>]>([
  ['nothing is told, nothing is wrong', [read('jobs', 'none')], [], undefined],
  ['worse than what was told', [read('jobs', 'watch')], [], { say: 'raise', level: 'watch' }],
  ['worse still', [read('jobs', 'severe')], [told('jobs', 'watch')], { say: 'raise', level: 'severe' }],
  ['as it was told', [read('jobs', 'watch')], [told('jobs', 'watch')], undefined],
  ['as somebody else has told', [read('jobs', 'watch')], [told('jobs', 'severe', 'desk')], undefined],
  ['better', [read('jobs', 'none')], [told('jobs', 'severe')], { say: 'lower', level: 'none' }],
  ['a little better', [read('jobs', 'watch')], [told('jobs', 'severe')], { say: 'lower', level: 'watch' }],
  [
    'better, told of by a chart',
    [read('x', 'none')],
    [told('x', 'watch', 'control-chart')],
    { say: 'lower', level: 'none' },
  ],
  ['no figures of it', [read('prices', 'none')], [told('jobs', 'severe')], undefined],
  ['milder than what stands of another', [read('jobs', 'watch')], [told('gdp', 'severe', 'desk')], undefined],
  [
    'better, while another stands: no further than that',
    [read('jobs', 'none')],
    [told('jobs', 'severe'), told('gdp', 'watch', 'desk')],
    { say: 'lower', level: 'watch' },
  ],
  [
    'better, while another stands as high',
    [read('jobs', 'none')],
    [told('jobs', 'severe'), told('gdp', 'severe', 'desk')],
    undefined,
  ],
  [
    'both better: neither waits for the other',
    [read('jobs', 'none'), read('gdp', 'none')],
    [told('jobs', 'severe'), told('gdp', 'severe')],
    { say: 'lower', level: 'none' },
  ],
  [
    'better, while another gets worse',
    [read('jobs', 'none'), read('gdp', 'watch')],
    [told('jobs', 'severe')],
    { say: 'lower', level: 'watch' },
  ],
])('%s', (_what, readings, standing, expected) => {
  expect(whatToTell(readings[0]?.indicator ?? '', { readings, standing })).toEqual(expected);
});

test('whatever was told: doing what is proposed ends where the figures are, and never below what others have said', () => {
  const level = fc.constantFrom(...MACRO_LEVELS);
  const names = ['a', 'b', 'c'];
  const source = fc.constantFrom('indicator-rules', 'control-chart', 'desk');
  const region = fc.record({
    readings: fc.tuple(...names.map((name) => level.map((one) => read(name, one)))),
    standing: fc.tuple(
      ...names.map((name) => fc.tuple(level, source).map(([one, by]) => told(name, one, by))),
    ),
  });
  const degree = (one: MacroLevel) => MACRO_LEVELS.indexOf(one);
  fc.assert(
    fc.property(region, ({ readings, standing }) => {
      const now = new Map(standing.map((one) => [one.indicator, one]));
      // What the cases of the region know: the last word.
      let known: MacroLevel | undefined;
      for (let round = 0; round < 9; round += 1) {
        for (const name of names) {
          const all = { readings, standing: [...now.values()] };
          const tell = whatToTell(name, all);
          if (!tell) continue;
          expect(degree(tell.level)).toBeGreaterThanOrEqual(degree(worstOfOthers(name, all)));
          now.set(name, told(name, tell.level));
          known = tell.level;
        }
      }
      const all = { readings, standing: [...now.values()] };
      for (const name of names) expect(whatToTell(name, all)).toBeUndefined();
      const desk = standing.filter((one) => one.source === 'desk' && now.get(one.indicator) === one);
      const worst = Math.max(...[...readings, ...desk].map((one) => degree(one.level)));
      if (known !== undefined) expect(degree(known)).toBe(worst);
    }),
  );
});

test.each<[what: string, told: LevelReading[], level: MacroLevel | null]>([
  ['nothing was told', [], null],
  ['all is well', [read('jobs', 'none')], 'none'],
  ['the newest of an indicator counts', [read('jobs', 'none'), read('jobs', 'severe')], 'none'],
  ['another indicator that is well hides nothing', [read('gdp', 'none'), read('jobs', 'severe')], 'severe'],
  ['the worst of several', [read('gdp', 'watch'), read('fx', 'severe'), read('jobs', 'none')], 'severe'],
])('the economy of a region: %s', (_what, all, level) => {
  expect(levelOfRegion(all)).toBe(level);
});
