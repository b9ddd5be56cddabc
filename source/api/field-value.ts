import type {Field} from './field-list.js';

/**
 * Text typed for a field, as the value it stands for: numbers, true and false, JSON. What cannot be read stays text, so
 * that the field's own schema says what it takes.
 */
export function valueOfText(field: Pick<Field, 'kind' | 'type'>, text: string): unknown {
  switch (field.kind) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'switch':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'json':
    case 'group':
      return jsonOr(text);
    default:
      return field.type === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text;
  }
}

/** The same for each item of a list. */
export const valuesOfTexts = (field: Pick<Field, 'type'>, texts: readonly string[]): readonly unknown[] => {
  const item = field.type.replace(/\[\]$/, '');
  const kind = item === 'integer' ? 'integer' : item === 'boolean' ? 'switch' : item === 'object' ? 'json' : 'text';
  return texts.map(text => valueOfText({kind, type: item}, text));
};

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
