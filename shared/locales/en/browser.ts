export default {
  terminal: {
    hint: 'The address works once, for a minute. Enter prints a fresh one, Ctrl C ends the workbench.',
    ended: 'The core has ended unexpectedly (code {{code}}). Start the workbench again; saved work is kept.',
    usage: 'Usage: npm start -- --browser [--no-open] [--home DIR] [--workspace FILE] [--port N]',
    port_taken:
      'Port {{port}} is in use by another program. Choose another with --port, or leave it out to take a free one.',
    port_denied:
      'This account may not use port {{port}}. Choose one from 1024 up with --port, or leave it out to take a free one.',
    redirect: 'Opening Persona Workbench',
  },
  session: {
    title: 'This page is not connected to the workbench',
    help: 'An address works once, for a minute. Press Enter in the terminal where the workbench was started and open the address it prints.',
    reason: {
      none: 'The address holds no key.',
      used: 'The key has been used or is too old.',
      ended: 'The workbench has been ended or started anew.',
      tabs: 'Five tabs are open. Close one of them, then load this page again.',
    },
  },
  error: {
    connection: 'The connection to the workbench was lost before an answer came.',
    refused: 'The workbench did not take the request.',
    tooMuch: 'This is more than 8 MB at once, which the workbench does not take. Do it in smaller parts.',
    offline: 'The workbench does not answer.',
    tooLarge: '{{name}} is larger than the workbench takes.',
    notWorkspace: '{{name}} is not a workspace.',
    diskFull: 'The disk is full; {{name}} was not taken.',
    upload: '{{name}} could not be handed over.',
    download: '{{name}} could not be fetched.',
  },
} as const;
