import {type Line, segment} from '../components/line.js';
import type {TextField} from '../view/text-field.js';

/** What is typed to narrow a list, with its cursor. */
export const typedLine = ({graphemes, cursor}: TextField): Line => [
  segment(': ', 'accent'),
  segment(graphemes.slice(0, cursor).join('')),
  {text: graphemes[cursor] ?? ' ', inverse: true},
  segment(graphemes.slice(cursor + 1).join('')),
];
