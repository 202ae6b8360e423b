/** Names of the messages between a window and the shell. The preload has the same list in its own file. */
export const CHANNELS = {
  send: 'workbench:send',
  frame: 'workbench:frame',
  command: 'workbench:command',
  pickFile: 'workbench:pickFile',
  givePath: 'workbench:givePath',
  giveBytes: 'workbench:giveBytes',
  saveFile: 'workbench:saveFile',
  saveMade: 'workbench:saveMade',
  printPdf: 'workbench:printPdf',
  newWindow: 'workbench:newWindow',
  outbound: 'workbench:outbound',
} as const;
