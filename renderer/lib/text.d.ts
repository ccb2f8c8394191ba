import type { CandidateSnapshot, Message } from '../../preload/contract/snapshot.ts';
/** One of the values of a setting, as people read it. */
export interface Option<Value> {
    readonly value: Value;
    readonly words: string;
}
export declare const text: {
    readonly product: "NERD Tray";
    readonly demo: "Demo";
    readonly back: "Back";
    readonly settings: "Settings";
    readonly dismiss: "Dismiss";
    readonly reading: {
        readonly title: "Opening the keychain…";
        readonly sentence: "Your computer may ask you to unlock it.";
    };
    readonly connect: {
        readonly title: "Connect to NERD";
        readonly lead: "You need your refresh token, once. From then on NERD Tray keeps an access token ready.";
        readonly replaceTitle: "Replace the refresh token";
        readonly replaceLead: "You stay connected with the old one until NERD has accepted the new one.";
        readonly leaveDemoLead: "The demo goes on until NERD has accepted your refresh token.";
        readonly steps: readonly ["Sign in to NERD.", "At the top right, click your e-mail address.", "Choose Account and copy the Refresh Token shown there."];
        readonly openNerd: "Open NERD in the browser";
        readonly fresh: "Take a newly shown one: its week counts from then.";
        readonly paste: "Paste and connect";
        readonly field: "Or enter it yourself";
        readonly submit: "Connect";
        readonly demo: "Try it with a demo account";
    };
    readonly candidate: {
        readonly keepUntried: "Keep it and try later";
        readonly keepInMemory: "Use it until I quit";
        readonly retryKeychain: "Try the keychain again";
        readonly discard: "Not now";
    };
    readonly ring: {
        readonly validUntil: (time: string) => string;
        readonly none: "No token";
        readonly ended: (time: string) => string;
        readonly nextTry: (time: string) => string;
    };
    readonly copy: "Copy access token";
    readonly copied: (span: string) => string;
    readonly refreshNow: "Refresh now";
    readonly replace: "Replace token…";
    readonly connectOwn: "Connect…";
    readonly forget: "Forget…";
    readonly leaveDemo: "Leave the demo…";
    readonly entered: (moment: string) => string;
    readonly demoStarted: (moment: string) => string;
    readonly untilQuit: (entered: string) => string;
    readonly forgetDialog: {
        readonly title: "Forget the refresh token?";
        readonly sentence: "It is deleted from this computer, and NERD Tray stops refreshing. An access token you copied stays valid until it ends.";
        readonly confirm: "Forget";
        readonly cancel: "Cancel";
    };
    readonly leaveDialog: {
        readonly title: "Leave the demo?";
        readonly sentence: "The demo account is deleted from this computer. You can start a new one at any time.";
        readonly confirm: "Leave the demo";
        readonly cancel: "Stay";
    };
    readonly theme: {
        readonly label: "Appearance";
        readonly options: ({
            value: "system";
            words: string;
        } | {
            value: "light";
            words: string;
        } | {
            value: "dark";
            words: string;
        })[];
    };
    readonly trayClick: {
        readonly label: "A click on the tray icon";
        readonly options: ({
            value: "openWindow";
            words: string;
        } | {
            value: "copyAccessToken";
            words: string;
        })[];
    };
    readonly help: "Help";
    readonly links: {
        readonly nerd: "NERD";
        readonly status: "Is NERD up?";
        readonly support: "Kensho support";
    };
    readonly version: (version: string) => string;
};
/** For the one case that has no words of its own: main gave no answer. */
export declare const NO_ANSWER: Message;
/** What else can be done about a candidate, beside its message's own action. */
export declare function candidateChoices(kind: CandidateSnapshot['kind']): readonly CandidateChoice[];
export type CandidateChoice = 'keepUntried' | 'keepInMemory' | 'retryKeychain';
