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

/** A bare list; rows that do not fit `row` are left out. */
export const rowsOf = <T extends z.ZodType>(row: T) =>
  z.array(z.unknown()).transform(rows =>
    rows.flatMap(candidate => {
      const read = row.safeParse(candidate);
      return read.success ? [read.data as z.output<T>] : [];
    }),
  );

/**
 * A list, bare or as the only array inside an object (the sources show both). Rows that do not fit `row` are left out.
 * Fails when there is no list at all.
 */
export const listOf = <T extends z.ZodType>(row: T) => z.preprocess(unwrapList, rowsOf(row));

function unwrapList(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length === 1 ? lists[0] : value;
}
