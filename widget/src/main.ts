import { readConfig } from './config.ts'
import { type Switchboard, createApp } from './ui/app.ts'

declare global {
  interface Window {
    Switchboard?: Switchboard
  }
}

const script = document.currentScript
const config = script instanceof HTMLScriptElement ? readConfig(script) : null

function begin(): void {
  if (!config || window.Switchboard) return
  window.Switchboard = createApp(config)
  dispatchEvent(new Event('switchboard:ready'))
}

if (!config) console.error('Switchboard: the script needs data-channel.')
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
else begin()
