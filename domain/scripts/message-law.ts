import type { Channel } from '../strategy/schema.ts';
import { isBrief } from './script.ts';
import { render, type ScriptLanguage } from './template.ts';
import type { ScriptWords } from './variables.ts';

/**
 * What the law of a place, or decency, has every message say besides its own matter. The texts are templates and may
 * name `{contact}`; an empty one has nothing to say.
 */
export interface MessageLaw {
  /** where to get help that is not ours */
  help: string;
  /** how to complain */
  complain: string;
  /** what somebody who is not the lender has to say of themselves */
  disclosure: string;
  /** how to get no more of these */
  stop: string;
}

/** `brief` for a telephone's screen. `agent`: what a third party says of itself. */
type Words = Readonly<Record<'help' | 'complain' | 'agent', { full: string; brief: string }>>;

const NOTHING = { full: '', brief: '' };

const ANYWHERE: Readonly<Record<ScriptLanguage, Words>> = {
  'zh-CN': {
    help: { full: '您也可以向独立的债务咨询机构求助。', brief: '' },
    complain: { full: '如对我们的服务不满意，请致电{contact}投诉。', brief: '' },
    agent: { full: '我们受您的贷款机构委托与您联系。', brief: '我们受您的贷款机构委托。' },
  },
  en: {
    help: { full: 'You can also ask an independent debt adviser for help.', brief: '' },
    complain: { full: 'If you are not content with us, please complain: {contact}.', brief: '' },
    agent: {
      full: 'We act on behalf of your bank, which has asked us to collect this debt.',
      brief: 'We act for your bank.',
    },
  },
};

const BY_JURISDICTION: Readonly<Record<string, Readonly<Record<ScriptLanguage, Words>>>> = {
  CN: {
    'zh-CN': {
      help: NOTHING,
      complain: {
        full: '如对我们的服务不满意，请致电{contact}投诉；对处理结果仍不满意的，可拨打金融消费者投诉热线12378。',
        brief: '投诉：12378。',
      },
      agent: ANYWHERE['zh-CN'].agent,
    },
    en: {
      help: NOTHING,
      complain: {
        full: 'If you are not content with us, please complain: {contact}. If our answer does not satisfy you, the financial consumer hotline 12378 takes complaints.',
        brief: 'Complaints: 12378.',
      },
      agent: ANYWHERE.en.agent,
    },
  },
  US: {
    'zh-CN': {
      help: { full: '非营利信用咨询机构可免费为您提供帮助。', brief: '' },
      complain: {
        full: '您可以通过 consumerfinance.gov/complaint 向消费者金融保护局投诉。',
        brief: '投诉：consumerfinance.gov/complaint。',
      },
      agent: {
        full: '本消息来自债务催收机构，目的是收取欠款，所获信息将用于该目的。',
        brief: '本消息来自债务催收机构，目的是收取欠款，所获信息将用于该目的。',
      },
    },
    en: {
      help: { full: 'A non-profit credit counselor can help you free of charge.', brief: '' },
      complain: {
        full: 'You can submit a complaint to the Consumer Financial Protection Bureau at consumerfinance.gov/complaint.',
        brief: 'Complaints: consumerfinance.gov/complaint.',
      },
      agent: {
        full: 'This communication is from a debt collector. This is an attempt to collect a debt, and any information obtained will be used for that purpose.',
        brief:
          'This is from a debt collector, an attempt to collect a debt; any information obtained will be used for that purpose.',
      },
    },
  },
  UK: {
    'zh-CN': {
      help: {
        full: 'MoneyHelper（moneyhelper.org.uk）、StepChange（stepchange.org）和 Citizens Advice 提供免费、独立的债务咨询。',
        brief: '免费债务咨询：moneyhelper.org.uk。',
      },
      complain: {
        full: '如对我们不满意，请致电{contact}投诉；对处理结果仍不满意的，可向金融申诉专员服务机构（Financial Ombudsman Service）申诉。',
        brief: '',
      },
      agent: ANYWHERE['zh-CN'].agent,
    },
    en: {
      help: {
        full: 'Free and independent debt advice is available from MoneyHelper (moneyhelper.org.uk), StepChange (stepchange.org) and Citizens Advice.',
        brief: 'Free debt advice: moneyhelper.org.uk, stepchange.org.',
      },
      complain: {
        full: 'If you are not content with us, please complain: {contact}. If our answer does not satisfy you, you can go to the Financial Ombudsman Service.',
        brief: '',
      },
      agent: ANYWHERE.en.agent,
    },
  },
  IN: {
    'zh-CN': {
      help: NOTHING,
      complain: {
        full: '申诉请致电{contact}；对答复不满意的，可向印度储备银行申诉专员申诉（cms.rbi.org.in）。',
        brief: '申诉：{contact}，cms.rbi.org.in。',
      },
      agent: {
        full: '我们是您的贷款机构授权的代理机构，我们的人员持有证件和授权书，您可以要求查看。',
        brief: '我们是您的贷款机构授权的代理机构。',
      },
    },
    en: {
      help: NOTHING,
      complain: {
        full: 'Grievances: {contact}. If you are not content with our answer, you can take it to the Ombudsman of the Reserve Bank of India (cms.rbi.org.in).',
        brief: 'Grievances: {contact}, cms.rbi.org.in.',
      },
      agent: {
        full: 'We are the authorised recovery agent of your lender. Our agents carry an identity card and a letter of authorisation, which you may ask to see.',
        brief: 'We are the authorised recovery agent of your lender.',
      },
    },
  },
  'EU-IE': {
    'zh-CN': {
      help: { full: 'MABS（mabs.ie）提供免费、独立的咨询。', brief: '免费咨询：mabs.ie。' },
      complain: {
        full: '如对我们不满意，请致电{contact}投诉；对处理结果仍不满意的，可向金融服务和养老金申诉专员（FSPO）申诉。',
        brief: '',
      },
      agent: ANYWHERE['zh-CN'].agent,
    },
    en: {
      help: {
        full: 'Free and independent advice is available from the Money Advice and Budgeting Service, MABS (mabs.ie).',
        brief: 'Free advice: mabs.ie.',
      },
      complain: {
        full: 'If you are not content with us, please complain: {contact}. If our answer does not satisfy you, you can go to the Financial Services and Pensions Ombudsman.',
        brief: '',
      },
      agent: ANYWHERE.en.agent,
    },
  },
};

const STOP: Readonly<Record<Channel, Readonly<Record<ScriptLanguage, string>>>> = {
  sms: { 'zh-CN': '拒收请回复TD', en: 'Reply STOP to opt out.' },
  email: {
    'zh-CN': '如不希望再收到此类邮件，请使用邮件中的退订功能，或告诉我们。',
    en: 'If you want no more e-mails about this, use the unsubscribe function of your mail program, or tell us.',
  },
  push: {
    'zh-CN': '如不希望再收到此类通知，可在应用的设置中关闭。',
    en: 'You can turn these off in the settings of the app.',
  },
  voice: {
    'zh-CN': '如果您不希望再接到这样的来电，请告诉我们。',
    en: 'If you want no more calls like this, please tell us.',
  },
  letter: { 'zh-CN': '', en: '' },
};

/** Where and by whom something is said. */
export interface MessagePlace {
  /** of the loan; a part of a country has the words of the whole */
  jurisdiction: string;
  lenderRole: 'first_party' | 'third_party';
  language: ScriptLanguage;
  channel: Channel;
}

/**
 * @returns what has to be said there
 * @example messageLaw({ jurisdiction: 'UK', lenderRole: 'first_party', language: 'en', channel: 'sms' }).help
 *   // 'Free debt advice: moneyhelper.org.uk, stepchange.org.'
 * @see 15 USC 1692e(11) and 12 CFR 1006.6(e) (US), CONC 7 (UK), RBI/2022-23/108 (IN)
 */
export function messageLaw({ jurisdiction, lenderRole, language, channel }: MessagePlace): MessageLaw {
  const country = jurisdiction.startsWith('US-') ? 'US' : jurisdiction;
  const { help, complain, agent } = (BY_JURISDICTION[country] ?? ANYWHERE)[language];
  const length = isBrief(channel) ? 'brief' : 'full';
  return {
    help: help[length],
    complain: complain[length],
    disclosure: lenderRole === 'third_party' ? agent[length] : '',
    stop: STOP[channel][language],
  };
}

/** @param words with `contact` @returns what has to be said there, as it is read */
export function lawWords(place: MessagePlace, words: ScriptWords): ScriptWords {
  const { help, complain, disclosure, stop } = messageLaw(place);
  return {
    help: render(help, words),
    complain: render(complain, words),
    disclosure: render(disclosure, words),
    stop: render(stop, words),
  };
}
