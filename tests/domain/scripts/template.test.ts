import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isWellFormed,
  placesIn,
  render,
  requiredIn,
  scriptLanguage,
} from '../../../domain/scripts/template.ts';

describe('a text', () => {
  test.each([
    ['a variable', 'Dear {name}', 'Dear Li Na'],
    ['a part with its variable', 'Dear {name}[[, due on {dueOn}]].', 'Dear Li Na, due on 1 May.'],
    ['a part without', 'Dear {name}[[, about {reference}]].', 'Dear Li Na.'],
    ['a part of which one has nothing to say', '{name}[[ {dueOn} {stop}]]', 'Li Na'],
    ['no variable', 'Hello', 'Hello'],
  ])('with %s', (_name, template, text) => {
    expect(render(template, { name: 'Li Na', dueOn: '1 May', stop: '' })).toBe(text);
  });

  test.each(['Dear {name}', 'Dear {nobody}', 'Dear {stop}'])('%s is never sent half-filled', (template) => {
    expect(() => render(template, { stop: '' })).toThrow(/needs a value for \{\w+\}/);
  });

  test('values stand as they are, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, contact) => {
        expect(render('<{name}>[[<{contact}>]]', { name, contact })).toBe(`<${name}><${contact}>`);
      }),
    );
    expect(render('{name}', { name: '{contact}[[x]]$&' })).toBe('{contact}[[x]]$&');
  });

  test('its variables, and those without which there is no text', () => {
    const template = '{a} {b}[[ {b} {c}]] {a}';
    expect(placesIn(template)).toEqual(['a', 'b', 'c']);
    expect(requiredIn(template)).toEqual(['a', 'b']);
  });

  test.each([
    ['{name}', true],
    ['[[{name}]] and [this]', true],
    ['{na me}', false],
    ['{name', false],
    ['name}', false],
    ['[[{name}', false],
    ['[[a [[b]] c]]', false],
  ])('%s is well formed: %s', (template, expected) => expect(isWellFormed(template)).toBe(expected));
});

test.each([
  ['zh', 'zh-CN'],
  ['zh-Hant-TW', 'zh-CN'],
  ['ZH', 'zh-CN'],
  ['en-GB', 'en'],
  ['fr', 'en'],
])('whoever reads %s gets %s', (language, expected) => expect(scriptLanguage(language)).toBe(expected));
