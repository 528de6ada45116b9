import { random, type Random } from './random.ts';

/** Invented people. Any likeness is that of common names. */

const SURNAMES = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
  '梁',
  '宋',
  '郑',
  '谢',
  '韩',
  '唐',
  '冯',
  '于',
  '董',
  '萧',
];
const GIVEN = [
  '嘉宁',
  '思远',
  '雨桐',
  '子涵',
  '文博',
  '晓岚',
  '志成',
  '美琪',
  '国栋',
  '秀兰',
  '若曦',
  '明轩',
  '雅婷',
  '建华',
  '海燕',
  '一鸣',
  '书瑶',
  '振宇',
  '丽君',
  '浩然',
  '静怡',
  '立群',
  '春梅',
  '俊杰',
];
const FIRST = [
  'Amelia',
  'Marcus',
  'Priya',
  'Jonas',
  'Elena',
  'Tobias',
  'Naomi',
  'Hugo',
  'Ingrid',
  'Samuel',
  'Clara',
  'Desmond',
  'Fiona',
  'Rafael',
  'Greta',
  'Callum',
];
const LAST = [
  'Hartwell',
  'Okafor',
  'Lindqvist',
  'Moreau',
  'Castellan',
  'Whitby',
  'Sandoval',
  'Brandt',
  'Ferreira',
  'Kowalczyk',
  'Ashdown',
  'Nakagawa',
  'Delacroix',
  'Thorne',
  'Vasquez',
  'Pemberton',
];

const OCCUPATIONS = [
  { occupation: 'teacher', income: 110_000 },
  { occupation: 'nurse', income: 105_000 },
  { occupation: 'factory worker', income: 78_000 },
  { occupation: 'courier', income: 84_000 },
  { occupation: 'shop owner', income: 150_000 },
  { occupation: 'software engineer', income: 320_000 },
  { occupation: 'civil servant', income: 125_000 },
  { occupation: 'sales manager', income: 180_000 },
  { occupation: 'cook', income: 72_000 },
  { occupation: 'driver', income: 80_000 },
  { occupation: 'designer', income: 160_000 },
  { occupation: 'student', income: 18_000 },
] as const;

export const REGIONS = ['north', 'east', 'south', 'west', 'central'] as const;
const ABROAD = ['Asia/Hong_Kong', 'Asia/Singapore', 'Europe/London', 'America/Los_Angeles'];

/** Who somebody is, apart from money. */
export interface Person {
  name: string;
  language: 'zh-CN' | 'en';
  timezone: string;
  region: (typeof REGIONS)[number];
  birthDate: string;
  occupation: string;
  /** major units */
  annualIncome: number;
  vulnerable: boolean;
  phone: string | null;
  email: string | null;
  consents: { sms: boolean; voice: boolean; email: boolean };
}

/** @param number of the customer, from 1; @param asOf `YYYY-MM-DD`, ages are counted from it */
export function inventPerson(number: number, seed: string, asOf: string): Person {
  const draws = random(`${seed}:person:${number}`);
  const chinese = draws.chance(0.87);
  const { occupation, income } = draws.pick(OCCUPATIONS);
  const age = occupation === 'student' ? draws.int(19, 25) : draws.int(22, 66);
  const birthYear = Number(asOf.slice(0, 4)) - age;
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    name: nameOf(draws, chinese),
    language: chinese ? 'zh-CN' : 'en',
    timezone: draws.chance(0.93) ? 'Asia/Shanghai' : draws.pick(ABROAD),
    region: draws.pick(REGIONS),
    birthDate: `${birthYear}-${two(draws.int(1, 12))}-${two(draws.int(1, 28))}`,
    occupation,
    annualIncome: Math.round((income * (0.7 + draws.next() * 0.8)) / 1000) * 1000,
    vulnerable: draws.chance(0.03),
    // No such area code is in use, and .example is reserved: nobody can be reached by mistake.
    phone: draws.chance(0.98) ? `+8610000${String(number).padStart(6, '0')}` : null,
    email: draws.chance(0.85) ? `c${String(number).padStart(6, '0')}@customers.example` : null,
    consents: { sms: draws.chance(0.93), voice: draws.chance(0.95), email: draws.chance(0.88) },
  };
}

function nameOf(draws: Random, chinese: boolean): string {
  return chinese ? draws.pick(SURNAMES) + draws.pick(GIVEN) : `${draws.pick(FIRST)} ${draws.pick(LAST)}`;
}
