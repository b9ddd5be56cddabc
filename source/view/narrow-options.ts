import fuzzysort from 'fuzzysort';
import type {DialogOf, Option} from './dialog.js';
import {textOf} from './text-field.js';

/** The options of a choice that its search is found in, best first; all of them where nothing is searched for. */
export function narrowOptions({options, search}: DialogOf<'choice'>): readonly Option[] {
  const text = search ? textOf(search).trim() : '';
  if (text === '') return options;
  return fuzzysort.go(text, [...options], {keys: ['label', 'note'], threshold: 0.3}).map(({obj}) => obj);
}
