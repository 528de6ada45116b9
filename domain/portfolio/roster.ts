import type { Portfolio } from './portfolio.ts';

/** Who works the cases of a made-up portfolio: a team for each region. */
export interface MadeUpRoster {
  teams: { teamId: string; region: string }[];
  users: { userId: string; teamId: string; role: 'collector' | 'supervisor' }[];
}

const COLLECTORS = ['collector-an', 'collector-lu', 'collector-wen'] as const;

/** @returns three collectors and a supervisor for each region that has customers */
export function rosterOf({ customers }: Pick<Portfolio, 'customers'>): MadeUpRoster {
  const regions = [...new Set(customers.map(({ region }) => region))].sort();
  return {
    teams: regions.map((region) => ({ teamId: `team-${region}`, region })),
    users: regions.flatMap((region) => [
      ...COLLECTORS.map((name) => ({
        userId: `${name}-${region}`,
        teamId: `team-${region}`,
        role: 'collector' as const,
      })),
      { userId: `supervisor-${region}`, teamId: `team-${region}`, role: 'supervisor' as const },
    ]),
  };
}
