import { z } from 'zod'

/**
 * A key that may be absent, in the model's sense: never there and undefined, which JSON cannot say. At run time it is zod's `optional` and not
 * its `exactOptional`, whose keys the OpenAPI generator takes for required.
 */
export const optional = <T extends z.ZodType>(type: T) => z.optional(type) as z.ZodExactOptional<T>
