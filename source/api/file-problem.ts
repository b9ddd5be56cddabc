import {accessSync, constants, statSync} from 'node:fs';
import {extname} from 'node:path';
import type {FieldMeta} from './field-meta.js';

const MEGABYTE = 1_000_000;

/** Why the file at `path` cannot be what a field takes, continuing the field's name; null when it can. */
export function fileProblem(
  {endings = [], mostBytes}: Pick<FieldMeta, 'endings' | 'mostBytes'>,
  path: string,
): string | null {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return `takes a file; ${path} is none`;
    if (stat.size === 0) return `takes a file with something in it; ${path} is empty`;
    if (mostBytes !== undefined && stat.size > mostBytes) {
      return `takes at most ${mostBytes / MEGABYTE} MB; ${path} has ${(stat.size / MEGABYTE).toFixed(1)} MB`;
    }
    accessSync(path, constants.R_OK);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? `there is no file ${path}` : `the file ${path} cannot be read`;
  }
  if (endings.length === 0 || endings.includes(extname(path).toLowerCase())) return null;
  return `takes a file whose name ends in ${endings.join(' or ')}, not ${path}`;
}
