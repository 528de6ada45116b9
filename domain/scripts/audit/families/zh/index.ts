import type { LanguagePack } from '../../rule.ts';
import { ABUSE_ZH } from './abuse.ts';
import { AUTHORITY_ZH } from './authority.ts';
import { COMMON_ZH } from './common.ts';
import { DECEPTION_ZH } from './deception.ts';
import { HARASSMENT_ZH } from './harassment.ts';
import { LAWYER_ZH } from './lawyer.ts';
import { LEGAL_CONSEQUENCE_ZH } from './legal-consequence.ts';
import { LEGAL_PAPER_ZH } from './legal-paper.ts';
import { MONEY_ZH } from './money.ts';
import { RIGHTS_ZH } from './rights.ts';
import { SEIZURE_ZH } from './seizure.ts';
import { SHAMING_ZH } from './shaming.ts';
import { THIRD_PARTY_ZH } from './third-party.ts';
import { VIOLENCE_ZH } from './violence.ts';

export const ZH: LanguagePack = {
  language: 'zh',
  common: COMMON_ZH,
  families: [
    VIOLENCE_ZH,
    ABUSE_ZH,
    HARASSMENT_ZH,
    AUTHORITY_ZH,
    LAWYER_ZH,
    LEGAL_PAPER_ZH,
    THIRD_PARTY_ZH,
    SHAMING_ZH,
    LEGAL_CONSEQUENCE_ZH,
    SEIZURE_ZH,
    MONEY_ZH,
    DECEPTION_ZH,
    RIGHTS_ZH,
  ],
};
