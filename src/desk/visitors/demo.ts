import { html } from 'hono/html'
import type { ChannelInfo } from '../channels/store.ts'

/** As strict as the strictest page that embeds the widget. */
export const DEMO_HEADERS: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const STYLE = `:root { color-scheme: light dark }
  body { margin: 0; font: 1rem/1.6 system-ui, sans-serif; color: light-dark(#15181e, #eceef3); background: light-dark(#fff, #16181d) }
  main { max-width: 44rem; margin: 0 auto; padding: 12vh 1.5rem 8rem }
  h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2 }
  p { margin: 0 0 .5rem }
  pre { margin: 1.5rem 0 0; padding: 1rem; border-radius: .75rem; background: light-dark(#f0f2f6, #262a33); white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem }`

/** A page to try the channel on, with the line to copy. */
export const demoPage = ({ id, name }: Pick<ChannelInfo, 'id' | 'name'>, publicUrl: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${name}</h1>
          <p>This is how the chat looks on a page of yours. Write something: it arrives in the console.</p>
          <p lang="zh-CN">您的网站上的聊天窗口就是这样。发一条消息试试，它会出现在客服工作台中。</p>
          <pre><code>&lt;script src="${publicUrl}/widget.js" data-channel="${id}" async&gt;&lt;/script&gt;</code></pre>
        </main>
        <script src="/widget.js" data-channel="${id}" async></script>
      </body>
    </html>`
