/** What a text can be found guilty of. The names are a contract: other tools read them. */
export const AUDIT_CATEGORIES = [
  'threat_violence',
  'abusive_language',
  'harassment',
  'impersonate_authority',
  'impersonate_lawyer',
  'simulate_legal_document',
  'third_party_disclosure',
  'public_shaming',
  'false_legal_consequence',
  'property_seizure_threat',
  'induce_borrowing',
  'private_payment',
  'deceptive_contact',
  'ignore_rights',
] as const;
export type AuditCategory = (typeof AUDIT_CATEGORIES)[number];

export const AUDIT_LANGUAGES = ['zh', 'en'] as const;
export type AuditLanguage = (typeof AUDIT_LANGUAGES)[number];
