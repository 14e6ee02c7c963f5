import { createHmac } from 'node:crypto'

/** What a CRC answer and the header `x-twitter-webhooks-signature` carry: `sha256=` and the HMAC in base64. */
export const sign = (consumerSecret: string, message: string): string =>
  `sha256=${createHmac('sha256', consumerSecret).update(message).digest('base64')}`
