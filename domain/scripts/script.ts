import { z } from 'zod';
import { invalidInput } from '../failures.ts';
import { channelSchema, type Channel } from '../strategy/schema.ts';
import { isWellFormed, placesIn, requiredIn, SCRIPT_LANGUAGES, type ScriptLanguage } from './template.ts';
import { isVariable, VARIABLE_TYPES, VARIABLES } from './variables.ts';

/**
 * A script is versioned data: what is said to a customer, in every language. It is written by one person, published
 * by another after an audit, and never edited: what is to be said differently is a new version.
 */

export const SCRIPT_STAGES = ['pre-due', 'reminder', 'call', 'letter', 'legal', 'any'] as const;
export const SCRIPT_PURPOSES = ['collect', 'promise-reminder', 'acknowledge', 'pre-due'] as const;

const line = (most: number) =>
  z.string().min(1).max(most).refine(isWellFormed, {
    message: 'a brace stands round the name of a variable, double brackets round a part that may be left out',
  });

/** `short` is for a telephone's screen: SMS and push; absent: the body for all. */
export const scriptTextSchema = z.strictObject({
  subject: line(200),
  body: line(8_000),
  short: line(1_000).optional(),
});
export type ScriptText = z.infer<typeof scriptTextSchema>;
export type ScriptPart = keyof ScriptText;

export const scriptVariableSchema = z.strictObject({
  name: z.string().refine(isVariable, { message: 'no such variable: nothing could fill it in' }),
  type: z.enum(VARIABLE_TYPES),
  /** without a value the script is not sent; of the others the part in double brackets is left out */
  required: z.boolean(),
});
export type ScriptVariable = z.infer<typeof scriptVariableSchema>;

export const scriptIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'an id is like reminder-soft');

export const scriptSchema = z.strictObject({
  id: scriptIdSchema,
  version: z.int().min(1),
  stage: z.enum(SCRIPT_STAGES),
  purpose: z.enum(SCRIPT_PURPOSES),
  channels: z.array(channelSchema).min(1),
  /** absent: everywhere; a country stands for its parts as well */
  jurisdictions: z.array(z.string().min(2)).min(1).optional(),
  texts: z.strictObject({ 'zh-CN': scriptTextSchema, en: scriptTextSchema }),
  variables: z.array(scriptVariableSchema),
});
export type Script = z.infer<typeof scriptSchema>;

/** What an author gives: the number is the next one, the variables are those of the texts. */
export const scriptDraftSchema = scriptSchema
  .omit({ version: true })
  .extend({ variables: z.array(scriptVariableSchema).optional() });
export type ScriptDraft = z.infer<typeof scriptDraftSchema>;

/**
 * Makes a version of a draft.
 *
 * @param version 1 for the first
 * @returns the script, with every variable of its texts declared
 * @throws InvalidInput when what is declared is not what the texts say
 */
export function makeScript({ variables: declared, ...draft }: ScriptDraft, version: number): Script {
  const used = variablesOf(draft.texts);
  for (const variable of declared ?? []) {
    const found = used.find(({ name }) => name === variable.name);
    if (!found) throw invalidInput(`the variable ${variable.name} is declared and stands in no text`);
    if (found.type !== variable.type)
      throw invalidInput(`the variable ${variable.name} is of type ${found.type}`);
    if (found.required && !variable.required) {
      throw invalidInput(
        `the variable ${variable.name} is optional: put it in double brackets with its words`,
      );
    }
  }
  const missing = declared && used.find(({ name }) => !declared.some((variable) => variable.name === name));
  if (missing) throw invalidInput(`the variable ${missing.name} stands in a text and is not declared`);
  return scriptSchema.parse({ ...draft, version, variables: declared ?? used });
}

/** @throws InvalidInput for a name that nothing could fill in */
function variablesOf(texts: Script['texts']): ScriptVariable[] {
  const all = SCRIPT_LANGUAGES.flatMap((language) => partsOf(texts[language]).map(([, text]) => text));
  const required = new Set(all.flatMap(requiredIn));
  return [...new Set(all.flatMap(placesIn))].map((name) => {
    if (!isVariable(name))
      throw invalidInput(`{${name}} is no variable of scripts: nothing could fill it in`);
    return { name, type: VARIABLES[name], required: required.has(name) };
  });
}

/** @returns the texts of a language that are there, by name */
export function partsOf(text: ScriptText): [ScriptPart, string][] {
  return Object.entries(text) as [ScriptPart, string][];
}

/** @returns subject and body for a channel: SMS and push have little room */
export function textFor({ texts }: Pick<Script, 'texts'>, language: ScriptLanguage, channel: Channel) {
  const { subject, body, short } = texts[language];
  return { subject, body: isBrief(channel) ? (short ?? body) : body };
}

/** @returns whether what is said there has to be short */
export function isBrief(channel: Channel): boolean {
  return channel === 'sms' || channel === 'push';
}

/** @returns whether the amounts by kind have to be read from the books */
export function quotesBooks({ variables }: Pick<Script, 'variables'>): boolean {
  return variables.some(({ name }) => name === 'principalAmount');
}

/** @returns `reminder-soft@2`, how a strategy may pin a version, and how a version is named to people */
export function scriptVersion({ id, version }: Pick<Script, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
