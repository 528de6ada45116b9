export * from './api.ts';
export * from './cases.ts';
export * from './contacts.ts';
export * from './lending.ts';
export * from './parties.ts';
export * from './policy.ts';
