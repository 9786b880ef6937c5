using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupportBotPortal.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Roles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SeededPermissions");

            migrationBuilder.AddColumn<int>(
                name: "Environments",
                table: "RolePermissions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 15);

            migrationBuilder.AddColumn<string>(
                name: "UpdatedAt",
                table: "AspNetRoles",
                type: "TEXT",
                nullable: false,
                defaultValue: "2026-01-01 00:00:00");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "AspNetRoles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("UPDATE OR REPLACE RolePermissions SET Permission = 'bot_token.manage' WHERE Permission = 'bot_token.create'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Environments",
                table: "RolePermissions");

            migrationBuilder.DropColumn(
                name: "UpdatedAt",
                table: "AspNetRoles");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "AspNetRoles");

            migrationBuilder.CreateTable(
                name: "SeededPermissions",
                columns: table => new
                {
                    Permission = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeededPermissions", x => x.Permission);
                });
        }
    }
}
