import type { Strategy } from './schema.ts';

/** @returns every script that the ladders name, `reminder-soft` or `reminder-soft@2`, once */
export function scriptsNamed({ ladders }: Pick<Strategy, 'ladders'>): string[] {
  const names = Object.values(ladders)
    .flat()
    .flatMap(({ script, fallbackScript }) => [script ?? [], fallbackScript ?? []].flat());
  return [...new Set(names)];
}
