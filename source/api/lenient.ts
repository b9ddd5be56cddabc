import {z} from 'zod';

/**
 * A field that may be missing, null or of another type than documented: anything unusable reads as undefined. The API
 * promises new keys at any time and documents several fields only by example, so one odd field must not cost a row.
 */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);

/** An id sent as a number or as digits; read as a number. */
export const idNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** A number sent as a number or as digits; read as a number. */
export const lenientNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d{1,15}(\.\d{1,15})?\s*$/)
    .transform(Number),
]);

/**
 * A number of which the absence has a meaning: undefined only where the key is absent. A null, and a value that cannot
 * be used, read as null: told, and unknown.
 */
export const numberIfTold = z
  .unknown()
  .transform((value): number | null | undefined => {
    if (value === undefined) return undefined;
    return lenientNumber.safeParse(value).data ?? null;
  })
  .optional();

const rawCounts = new WeakMap<object, number>();

/** How many rows a list had before those that do not fit were left out. */
export const rawCountOf = (rows: readonly unknown[]): number => rawCounts.get(rows) ?? rows.length;

/**
 * A bare list; rows that do not fit `row` are left out (`rawCountOf` counts them). Fails when there are rows and none
 * fits: that is another kind of answer, and must not look like an empty one.
 */
export const rowsOf = <T extends z.ZodType>(row: T) =>
  z.array(z.unknown()).transform((candidates, context): z.output<T>[] => {
    const rows = candidates.flatMap(candidate => {
      const read = row.safeParse(candidate);
      return read.success ? [read.data as z.output<T>] : [];
    });
    if (rows.length === 0 && candidates.length > 0) {
      context.addIssue({code: 'custom', message: `none of its ${candidates.length} rows could be read`});
      return z.NEVER;
    }
    rawCounts.set(rows, candidates.length);
    return rows;
  });

/**
 * A list, bare or as the only array inside an object (the sources show both). Rows that do not fit `row` are left out.
 * Fails when there is no list at all, and when none of its rows fits.
 */
export const listOf = <T extends z.ZodType>(row: T) => z.preprocess(unwrapList, rowsOf(row));

function unwrapList(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length === 1 ? lists[0] : value;
}
