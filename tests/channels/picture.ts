import { picture } from '../../lab/samples/picture.ts'

/** A real PNG. */
export const PICTURE = Uint8Array.from(picture(64, 48))
