import type { Profile, Shift } from '../assignment/facts.ts';
import type { Portfolio } from './portfolio.ts';

/** Who works the cases of a made-up portfolio: a team for each region. */
export interface MadeUpRoster {
  teams: { teamId: string; region: string; zone: string }[];
  users: MadeUpPerson[];
}

export interface MadeUpPerson extends Partial<Profile> {
  userId: string;
  teamId: string;
  role: 'collector' | 'supervisor' | 'manager';
}

const ZONE = 'Asia/Shanghai';
const WITHOUT_BUSINESS = ['credit_card', 'personal_loan', 'car_loan', 'consumer_instalment'];

/** A beginner, somebody with experience but for loans to businesses, and somebody who may do everything. */
const COLLECTORS: readonly ({ name: string } & Partial<Profile>)[] = [
  {
    ...{ name: 'collector-an', languages: ['zh-CN'], tiers: ['low', 'middle'], capacity: 8 },
    ...{ authorityMinor: { CNY: 10_000_000 }, shifts: shiftsOn([1, 2, 3, 4, 5, 6], '08:30', '18:00') },
  },
  {
    ...{ name: 'collector-lu', languages: ['zh-CN', 'en'], products: WITHOUT_BUSINESS, capacity: 10 },
    ...{ authorityMinor: { CNY: 30_000_000 }, shifts: shiftsOn([2, 3, 4, 5, 6, 7], '10:00', '20:00') },
  },
  {
    ...{ name: 'collector-wen', languages: ['zh-CN', 'en'], capacity: 12 },
    shifts: shiftsOn([1, 2, 3, 4, 5, 7], '09:00', '19:00'),
  },
];

/** @returns three collectors and a supervisor for each region that has customers, and a manager for all of them */
export function rosterOf({ customers }: Pick<Portfolio, 'customers'>): MadeUpRoster {
  const regions = [...new Set(customers.map(({ region }) => region))].sort();
  const managers = regions.slice(0, 1).map((region) => ({
    ...{ userId: MANAGER, teamId: teamOf(region), role: 'manager' as const },
  }));
  return {
    teams: regions.map((region) => ({ teamId: teamOf(region), region, zone: ZONE })),
    users: [
      ...regions.flatMap((region) => [
        ...COLLECTORS.map(({ name, ...profile }) => ({
          ...{ userId: `${name}-${region}`, teamId: teamOf(region), role: 'collector' as const },
          ...profile,
        })),
        { userId: supervisorOf(region), teamId: teamOf(region), role: 'supervisor' as const },
      ]),
      ...managers,
    ],
  };
}

export const MANAGER = 'manager-bo';
export const teamOf = (region: string) => `team-${region}`;
export const supervisorOf = (region: string) => `supervisor-${region}`;

function shiftsOn(weekdays: readonly number[], from: Shift['from'], to: Shift['to']): Shift[] {
  return weekdays.map((weekday) => ({ weekday, from, to }));
}
