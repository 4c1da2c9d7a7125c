using System.Net;

namespace DevMirrors.Config;

/// <summary>The network that probes go through; tests put another resolver in.</summary>
/// <param name="Resolve">Host name → addresses. An IP address in a URL is not asked for.</param>
/// <param name="Proxy">The environment's (HTTP_PROXY, HTTPS_PROXY, NO_PROXY, ALL_PROXY); null for none.</param>
public sealed record ProbeNetwork(Func<string, CancellationToken, Task<IPAddress[]>> Resolve, IWebProxy? Proxy = null);
