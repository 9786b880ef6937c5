using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SupportBotPortal.Tests.Architecture;

/// <summary>What the types of one compiled assembly use, read from signatures, attributes and method bodies.</summary>
internal sealed class Code
{
    private readonly HashSet<Use> uses = [];
    private readonly string name;

    private Code(ModuleDefinition module)
    {
        name = module.Assembly.Name.Name;
        References = [.. module.AssemblyReferences.Select(reference => reference.Name)];
        Friends = [.. module.Assembly.CustomAttributes
            .Where(a => a.AttributeType.Name == "InternalsVisibleToAttribute")
            .Select(a => (string)a.ConstructorArguments[0].Value)];
        foreach (var type in module.Types) Read(type, type.FullName);
    }

    public IReadOnlyList<string> References { get; }

    /// <summary>The assemblies that see its internals.</summary>
    public IReadOnlyList<string> Friends { get; }

    public IReadOnlyCollection<Use> Uses => uses;

    /// <param name="file">Relative to the tests.</param>
    public static Code Of(string file)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, file), new ReaderParameters { AssemblyResolver = resolver });
        return new(module);
    }

    private void Read(TypeDefinition type, string from)
    {
        Type(from, type.BaseType);
        Attributes(from, type);
        foreach (var implemented in type.Interfaces) Type(from, implemented.InterfaceType);
        foreach (var constraint in type.GenericParameters.SelectMany(p => p.Constraints)) Type(from, constraint.ConstraintType);
        foreach (var property in type.Properties) Attributes(from, property);
        foreach (var field in type.Fields)
        {
            Type(from, field.FieldType);
            Attributes(from, field);
        }

        foreach (var method in type.Methods)
        {
            Signature(from, method);
            Attributes(from, method);
            foreach (var constraint in method.GenericParameters.SelectMany(p => p.Constraints)) Type(from, constraint.ConstraintType);
            if (method.HasBody) Body(from, method.Body);
        }

        foreach (var nested in type.NestedTypes) Read(nested, from);
    }

    private void Body(string from, MethodBody body)
    {
        foreach (var variable in body.Variables) Type(from, variable.VariableType);
        foreach (var handler in body.ExceptionHandlers) Type(from, handler.CatchType);
        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type: Type(from, type); break;
                case MethodReference method: Method(from, method); break;
                case FieldReference field: Member(from, field); Type(from, field.FieldType); break;
                case CallSite call: Signature(from, call); break;
                default: break;
            }
        }
    }

    private void Method(string from, MethodReference method)
    {
        if (method is GenericInstanceMethod instance)
        {
            foreach (var argument in instance.GenericArguments) Type(from, argument);
        }

        Member(from, method.GetElementMethod());
        Signature(from, method);
    }

    private void Signature(string from, IMethodSignature method)
    {
        Type(from, method.ReturnType);
        foreach (var parameter in method.Parameters) Type(from, parameter.ParameterType);
    }

    private void Attributes(string from, ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Method(from, attribute.Constructor);
            foreach (var argument in attribute.ConstructorArguments) Type(from, argument.Value as TypeReference);
        }
    }

    private void Member(string from, MemberReference member)
    {
        Type(from, member.DeclaringType);
        if (member.DeclaringType.GetElementType() is not { } owner || owner is GenericParameter || owner.IsArray) return;
        // Only members of this assembly can be internal and used at all.
        var isInternal = Assembly(owner) == name && member.Resolve() switch
        {
            MethodDefinition method => method.IsAssembly,
            FieldDefinition field => field.IsAssembly,
            _ => false,
        };
        Add(from, owner, member.Name, isInternal);
    }

    private void Type(string from, TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                break;
            case GenericInstanceType generic:
                Type(from, generic.ElementType);
                foreach (var argument in generic.GenericArguments) Type(from, argument);
                break;
            case FunctionPointerType pointer:
                Signature(from, pointer);
                break;
            case IModifierType modifier:
                Type(from, modifier.ModifierType);
                Type(from, modifier.ElementType);
                break;
            case TypeSpecification wrapped:
                Type(from, wrapped.ElementType);
                break;
            default:
                Add(from, type, "", isInternal: false);
                break;
        }
    }

    private void Add(string from, TypeReference type, string member, bool isInternal)
    {
        var outermost = type;
        while (outermost.DeclaringType is { } outer) outermost = outer;
        if (outermost.FullName == from) return;
        var ours = Assembly(type).StartsWith("SupportBotPortal", StringComparison.Ordinal);
        var hidden = Assembly(type) == name && IsHidden(type.Resolve());
        uses.Add(new(from, Assembly(type), outermost.FullName, member, isInternal || hidden, ours && type.Resolve().IsEnum));
    }

    /// <summary>Internal itself, or nested in what is.</summary>
    private static bool IsHidden(TypeDefinition? type) => type is not null && (type.IsNotPublic || type.IsNestedAssembly || IsHidden(type.DeclaringType));

    private string Assembly(TypeReference type) => type.Scope is AssemblyNameReference reference ? reference.Name : name;
}
