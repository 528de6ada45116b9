import type { LanguagePack } from '../../rule.ts';
import { ABUSE_EN } from './abuse.ts';
import { AUTHORITY_EN } from './authority.ts';
import { COMMON_EN } from './common.ts';
import { DECEPTION_EN } from './deception.ts';
import { HARASSMENT_EN } from './harassment.ts';
import { LAWYER_EN } from './lawyer.ts';
import { LEGAL_CONSEQUENCE_EN } from './legal-consequence.ts';
import { LEGAL_PAPER_EN } from './legal-paper.ts';
import { MONEY_EN } from './money.ts';
import { RIGHTS_EN } from './rights.ts';
import { SEIZURE_EN } from './seizure.ts';
import { SHAMING_EN } from './shaming.ts';
import { THIRD_PARTY_EN } from './third-party.ts';
import { VIOLENCE_EN } from './violence.ts';

export const EN: LanguagePack = {
  language: 'en',
  common: COMMON_EN,
  families: [
    VIOLENCE_EN,
    ABUSE_EN,
    HARASSMENT_EN,
    AUTHORITY_EN,
    LAWYER_EN,
    LEGAL_PAPER_EN,
    THIRD_PARTY_EN,
    SHAMING_EN,
    LEGAL_CONSEQUENCE_EN,
    SEIZURE_EN,
    MONEY_EN,
    DECEPTION_EN,
    RIGHTS_EN,
  ],
};
