import { speaksOf } from './words.ts';

/** What a person is, and may not be judged by without a compliance officer's leave. */
export type ProtectedAttribute =
  | 'sex'
  | 'age'
  | 'marital status'
  | 'education'
  | 'nationality or origin'
  | 'religion or belief'
  | 'health or disability'
  | 'sexual orientation'
  | 'political opinion'
  | 'family and pregnancy'
  | 'language';

/** Words of column names by which each is known. */
const WORDS: Readonly<Record<ProtectedAttribute, readonly string[]>> = {
  sex: ['sex', 'gender', 'male', 'female', 'salutation', '性别'],
  age: ['age', 'ages', 'birth*', 'born', 'dob', 'yob', '年龄', '出生*'],
  'marital status': ['marr*', 'marital*', 'spouse', 'wedded', 'divorce*', 'widow*', 'civil status', '婚姻*'],
  education: ['education*', 'degree', 'school*', 'university', 'qualification*', 'diploma', '学历', '教育*'],
  'nationality or origin': [
    'nationality',
    'citizen*',
    'race',
    'racial',
    'ethnic*',
    'ancestry',
    'origin country',
    'country of origin',
    'birthplace',
    'immigra*',
    'caste',
    'tribe',
    'skin*',
    '国籍',
    '民族',
  ],
  'religion or belief': ['religio*', 'faith', 'belief*', 'church', '宗教*'],
  'health or disability': ['health*', 'disab*', 'illness', 'disease', 'medical*', 'handicap*', '残疾*'],
  'sexual orientation': ['sexual*'],
  'political opinion': ['politic*', 'party member*', 'union member*', 'trade union'],
  'family and pregnancy': [
    'pregnan*',
    'children',
    'kids',
    'dependents',
    'dependants',
    'family size',
    'maternity',
  ],
  language: ['language', 'mother tongue'],
};

/** Ages of things. */
const NO_PERSONS = ['account', 'loan', 'debt', 'arrears', 'vehicle', 'car', 'collateral', 'file'].flatMap(
  (thing) => [`${thing} age`, `age of ${thing}`],
);

const ATTRIBUTES = Object.keys(WORDS) as ProtectedAttribute[];

/**
 * Tells a column that holds a protected attribute by its name. A stand-in with a harmless name (a post code, a first
 * name) is not told: who builds a model has to look for those.
 *
 * @returns which attribute; undefined when it is none
 * @example protectedAttributeOf('MARRIAGE') // 'marital status'
 * @see Directive 2000/43/EC and 2004/113/EC; Equal Credit Opportunity Act, 15 USC 1691; Equality Act 2010, section 29
 */
export function protectedAttributeOf(column: string): ProtectedAttribute | undefined {
  if (speaksOf(column, NO_PERSONS)) return undefined;
  return ATTRIBUTES.find((attribute) => speaksOf(column, WORDS[attribute]));
}
