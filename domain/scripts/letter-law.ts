import type { ScriptLanguage } from './template.ts';

/** What a formal letter has to tell its reader besides the amounts, in words that are true where the loan is. */
export interface LetterLaw {
  /** what may follow, without a threat */
  consequences: string;
  /** how to say that the amount is wrong */
  dispute: string;
  /** where to get help that is not ours */
  help: string;
}

type Texts = Readonly<Record<ScriptLanguage, LetterLaw>>;

const ANYWHERE: Texts = {
  'zh-CN': {
    consequences:
      '逾期未处理的，我们可能依照合同和法律的规定通过诉讼等途径解决，是否提起尚未决定；届时由法院依法裁判。',
    dispute: '如您对金额有异议，可以书面或通过下述联系方式告知我们；核实期间，有异议的金额不会向您收取。',
    help: '如还款有困难，请告诉我们您的情况，我们愿意与您商定可承受的还款安排；您也可以向独立的债务咨询机构求助。',
  },
  en: {
    consequences:
      'If we do not hear from you, we may consider a claim in court, as the contract and the law allow. Nothing has been decided, and only a court can order payment.',
    dispute:
      'If you think that an amount is wrong, tell us in writing or as below. A disputed amount is not collected while we look into it.',
    help: 'If paying is difficult, tell us about your situation and we will look for an arrangement that you can afford. You can also ask an independent debt adviser for help.',
  },
};

const BY_JURISDICTION: Readonly<Record<string, Texts>> = {
  CN: {
    'zh-CN': {
      ...ANYWHERE['zh-CN'],
      consequences:
        '逾期信息会按照《征信业管理条例》的规定如实报送金融信用信息基础数据库。逾期未处理的，我们可能依照合同和法律的规定通过诉讼等途径解决，是否提起尚未决定；届时由人民法院依法裁判。',
      help: '如还款有困难，请告诉我们您的情况，我们愿意与您商定可承受的还款安排。如对我们的服务不满意，您可以拨打金融消费者投诉热线12378反映。',
    },
    en: {
      ...ANYWHERE.en,
      consequences:
        'Overdue payments are reported truthfully to the national credit database, as the Regulation on the Credit Reporting Industry requires. If we do not hear from you, we may consider a claim in court, as the contract and the law allow. Nothing has been decided, and only a court can order payment.',
      help: 'If paying is difficult, tell us about your situation and we will look for an arrangement that you can afford. If you are not content with us, you can complain to the financial consumer hotline 12378.',
    },
  },
  US: {
    ...ANYWHERE,
    en: {
      ...ANYWHERE.en,
      help: 'If paying is difficult, tell us about your situation and we will look for an arrangement that you can afford. A non-profit credit counsellor can help you free of charge, and you can submit a complaint to the Consumer Financial Protection Bureau at consumerfinance.gov.',
    },
  },
  UK: {
    ...ANYWHERE,
    en: {
      ...ANYWHERE.en,
      help: 'Free and independent debt advice is available from MoneyHelper, StepChange and Citizens Advice. If you are not content with us, you can complain to us and then to the Financial Ombudsman Service. You may be entitled to breathing space.',
    },
  },
  IN: {
    ...ANYWHERE,
    en: {
      ...ANYWHERE.en,
      help: 'If paying is difficult, tell us about your situation and we will look for an arrangement that you can afford. If you are not content with our answer to a complaint, you can take it to the Ombudsman of the Reserve Bank of India.',
    },
  },
  'EU-IE': {
    ...ANYWHERE,
    en: {
      ...ANYWHERE.en,
      help: 'Free and independent advice is available from the Money Advice and Budgeting Service (MABS). If you are not content with us, you can complain to us and then to the Financial Services and Pensions Ombudsman.',
    },
  },
};

/** @param jurisdiction of the loan; a part of a country has the words of the whole */
export function letterLaw(jurisdiction: string, language: ScriptLanguage): LetterLaw {
  const [country = jurisdiction] = jurisdiction.startsWith('US-') ? ['US'] : [jurisdiction];
  return (BY_JURISDICTION[country] ?? ANYWHERE)[language];
}

/** Jurisdictions that have words of their own. */
export const LETTER_JURISDICTIONS: readonly string[] = Object.keys(BY_JURISDICTION);
